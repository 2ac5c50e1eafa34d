call sleep(2500);

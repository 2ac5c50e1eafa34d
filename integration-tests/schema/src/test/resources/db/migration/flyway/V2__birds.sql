insert into bird values (1, 'robin');

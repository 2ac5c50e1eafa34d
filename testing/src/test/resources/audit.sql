insert into audit_entry (id, text) values (-1, 'opened');

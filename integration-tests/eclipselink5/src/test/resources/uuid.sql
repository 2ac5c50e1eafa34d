alter table setting alter column id varbinary(16)

-- SPDX-License-Identifier: Apache-2.0
alter table debit add column note varchar(20);

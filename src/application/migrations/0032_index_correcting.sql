-- Cases that wait for their applicant, for the watch that closes those whose correction never came.
create index application_correcting on application.application (hall, submitted_at, id) where state = 'correcting';

-- Who has a seat in which class: its people are looked up when it begins, ends, and when their placements are told.

ALTER TABLE profiles ADD COLUMN cohort TEXT;
CREATE INDEX profiles_of_cohort ON profiles (cohort);

-- Who sat in a class before another: a class that is over keeps its graduates. A column for each of the classes that a
-- record holds (`Profile::MAX_FORMER_COHORTS`).

ALTER TABLE profiles ADD COLUMN former_1 TEXT;
ALTER TABLE profiles ADD COLUMN former_2 TEXT;
ALTER TABLE profiles ADD COLUMN former_3 TEXT;
ALTER TABLE profiles ADD COLUMN former_4 TEXT;
CREATE INDEX profiles_of_former_1 ON profiles (former_1);
CREATE INDEX profiles_of_former_2 ON profiles (former_2);
CREATE INDEX profiles_of_former_3 ON profiles (former_3);
CREATE INDEX profiles_of_former_4 ON profiles (former_4);

//! One suite of behaviours over every store: SQLite in a folder of its own, and a real PostgreSQL. What runs on one must run
//! on the other, so each behaviour is written once.

#![expect(clippy::unwrap_used, reason = "tests")]

mod audit;
mod columns;
mod edition;
mod erasure;
mod house;
mod listing;
mod loading;
mod log;
mod many;
mod origins;
mod past;
mod people;
mod texts;
mod versions;

/// Names each behaviour once for each database.
macro_rules! behaviours {
    ($($room:ident :: $name:ident,)+) => {
        mod sqlite {
            $(#[test] fn $name() { crate::house::on_sqlite(crate::$room::$name); })+
        }
        mod postgres {
            $(#[test] fn $name() { crate::house::on_postgres(crate::$room::$name); })+
        }
    };
}

behaviours! {
    versions::a_new_record_is_of_version_1_and_each_write_counts,
    versions::the_same_text_again_makes_no_new_version,
    versions::a_renewed_record_says_the_same_and_refuses_who_read_the_version_before,
    versions::an_older_version_is_refused_and_nothing_of_its_batch_is_kept,
    versions::what_must_be_absent_and_is_there_is_refused,
    versions::keep_old_writes_only_where_there_is_none,
    versions::a_deleted_record_comes_back_with_the_next_version,
    versions::deleting_what_is_not_there_says_so,
    versions::a_record_that_refers_to_nothing_is_refused,
    versions::a_record_that_others_refer_to_stays,
    versions::a_refused_batch_takes_nothing_from_others_that_wait_with_it,
    versions::two_writers_of_one_version_are_told_apart,
    erasure::erasing_takes_row_history_attachment_and_origin,
    erasure::what_was_erased_does_not_come_back,
    erasure::nothing_new_is_written_about_who_was_erased,
    erasure::erasing_twice_says_that_there_is_nothing,
    erasure::erasing_what_was_deleted_empties_its_history,
    erasure::forgetting_empties_the_versions_before,
    erasure::a_purge_takes_what_is_old_and_the_chain_still_holds,
    erasure::a_decision_that_is_objected_to_outlives_its_time_until_it_is_answered,
    origins::the_same_digest_is_skipped_even_after_a_correction,
    origins::another_digest_writes_and_is_remembered,
    origins::digests_are_told_in_the_order_asked,
    listing::pages_come_by_id_and_end,
    listing::filters_hold_together,
    listing::a_column_that_is_not_there_is_refused,
    listing::counts_are_those_of_the_rows,
    columns::key_columns_say_what_the_document_says,
    people::mentions_follow_what_a_record_says,
    people::an_attachment_stays_until_another_comes,
    log::the_log_has_no_gaps_under_eight_writers,
    log::who_writes_beside_others_keeps_the_own_name_time_and_reason,
    log::a_reader_of_the_log_misses_nothing_while_others_write,
    log::history_is_told_oldest_first_with_who_when_and_why,
    log::kinds_that_are_not_remembered_keep_no_text,
    past::records_are_told_as_they_stood_at_any_place_of_the_log,
    past::what_was_erased_since_is_missed_and_counted,
    past::pages_of_the_past_come_by_id_and_end,
    audit::the_chain_holds_over_writers_at_once,
    audit::a_refused_batch_leaves_no_entry,
    texts::texts_of_all_kinds_come_back_as_they_were,
    texts::the_character_nul_is_refused_clearly,
    many::many_puts_of_a_batch_do_what_each_alone_would,
    many::a_record_twice_in_a_batch_is_written_twice,
    loading::the_same_input_again_changes_nothing_and_a_correction_survives,
    loading::orders_bring_their_enterprise_and_vacancies_come_too,
    loading::a_source_does_not_undo_what_was_decided_here,
    loading::a_source_undoes_neither_the_life_of_a_class_nor_what_it_taught,
    loading::who_was_erased_comes_back_as_a_rejected_row,
    loading::a_row_that_names_what_is_not_there_is_turned_away_and_the_others_go_on,
    loading::a_training_plan_says_what_a_programme_teaches_and_nothing_else,
    loading::a_plan_of_an_unknown_programme_is_a_new_one_or_comes_back_row_by_row,
    loading::a_programme_without_seats_is_taken_only_where_one_is_on_record,
    loading::a_row_whose_unsaid_fields_do_not_go_with_it_is_refused_and_takes_nothing_away,
    loading::an_import_that_is_stopped_keeps_what_it_took,
    edition::the_shipped_edition_comes_back_as_it_was,
}

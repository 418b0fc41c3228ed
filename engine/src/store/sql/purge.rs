//! Retention: taking out what is older than it must be kept.

use sqlx::Row as _;

use super::super::{Done, Kind, StoreError};
use super::failure::told;
use super::write::{Hand, Pen};

/// Most decisions taken out at a time: writers wait no longer than this many take.
const STEP: i64 = 500;

impl Pen<'_> {
    /// Takes out old audit entries, and some of the old decisions.
    pub(super) async fn purge(&mut self, before: i64, hand: &Hand<'_>) -> Result<Done, StoreError> {
        let decisions = self.old_decisions(before).await?;
        for id in &decisions {
            for objection in self.objections_to(id).await? {
                self.erase(Kind::Objection, &objection, hand).await?;
            }
            self.erase(Kind::Decision, id, hand).await?;
        }
        Ok(Done::Purged { decisions: decisions.len() as u64, entries: self.purge_audit(before).await? })
    }

    /// Decisions that nobody objected to since, or whose objections were answered long ago too.
    async fn old_decisions(&mut self, before: i64) -> Result<Vec<String>, StoreError> {
        let text = "SELECT id FROM decisions WHERE changed_at < $1 AND id NOT IN
            (SELECT decision FROM objections WHERE changed_at >= $1 OR outcome IS NULL) ORDER BY id LIMIT $2";
        let query = sqlx::query(text).bind(before).bind(STEP);
        let found = query.fetch_all(&mut *self.connection).await.map_err(told)?;
        found.iter().map(|row| row.try_get(0).map_err(told)).collect()
    }

    async fn objections_to(&mut self, decision: &str) -> Result<Vec<String>, StoreError> {
        let query = sqlx::query("SELECT id FROM objections WHERE decision = $1 ORDER BY id").bind(decision);
        let found = query.fetch_all(&mut *self.connection).await.map_err(told)?;
        found.iter().map(|row| row.try_get(0).map_err(told)).collect()
    }

    /// Takes the old entries off the beginning of the log; the last of them becomes the anchor of the rest.
    async fn purge_audit(&mut self, before: i64) -> Result<u64, StoreError> {
        let text = "SELECT number, hash FROM audit WHERE number <
            COALESCE((SELECT MIN(number) FROM audit WHERE at >= $1), 9223372036854775807)
            ORDER BY number DESC LIMIT 1";
        let last = sqlx::query(text).bind(before).fetch_optional(&mut *self.connection).await.map_err(told)?;
        let Some(last) = last else { return Ok(0) };
        let number: i64 = last.try_get(0).map_err(told)?;
        let hash: String = last.try_get(1).map_err(told)?;
        sqlx::query("DELETE FROM audit_anchor").execute(&mut *self.connection).await.map_err(told)?;
        let anchor = sqlx::query("INSERT INTO audit_anchor (number, hash) VALUES ($1, $2)").bind(number).bind(hash);
        anchor.execute(&mut *self.connection).await.map_err(told)?;
        let gone = sqlx::query("DELETE FROM audit WHERE number <= $1").bind(number);
        Ok(gone.execute(&mut *self.connection).await.map_err(told)?.rows_affected())
    }
}

//! A body on its way to a file, piece by piece, in flat memory.

use std::fs::File;
use std::io::{self, Write};
use std::path::PathBuf;

use actix_web::rt::time::timeout;
use actix_web::web::{self, Payload};
use bole_engine::model::Invalid;
use bole_engine::store::StoreError;
use futures_util::StreamExt;

use crate::error::ApiError;
use crate::limits::{MAX_IMPORT_BYTES, MAX_PIECE_TIME};

/// Bytes that are gathered before they are written: each write is handed to another thread.
const PIECE: usize = 1 << 20;

/// Writes the body to a new file; gives its length once it is safe on disk. What came of a body that broke off is removed.
pub(super) async fn receive(body: Payload, to: PathBuf) -> Result<u64, ApiError> {
    let received = write(body, to.clone()).await;
    if received.is_err() {
        // The next start sweeps what cannot be removed now.
        let _ = web::block(move || std::fs::remove_file(to)).await;
    }
    received
}

async fn write(mut body: Payload, to: PathBuf) -> Result<u64, ApiError> {
    let mut file = on_disk(move || {
        to.parent().map_or(Ok(()), std::fs::create_dir_all)?;
        File::create(to)
    })
    .await?;
    let (mut piece, mut length) = (Vec::with_capacity(PIECE), 0_u64);
    while let Some(chunk) = timeout(MAX_PIECE_TIME, body.next()).await.map_err(|_| ApiError::BodyTooSlow)? {
        let chunk = chunk.map_err(|e| ApiError::BrokenOff(e.to_string()))?;
        length += chunk.len() as u64;
        if length > MAX_IMPORT_BYTES {
            return Err(ApiError::ImportTooLarge);
        }
        piece.extend_from_slice(&chunk);
        if piece.len() >= PIECE {
            let full = std::mem::replace(&mut piece, Vec::with_capacity(PIECE));
            file = on_disk(move || file.write_all(&full).map(|()| file)).await?;
        }
    }
    if length == 0 {
        return Err(ApiError::Field(Invalid::new("body", "", "a file of rows")));
    }
    on_disk(move || file.write_all(&piece).and_then(|()| file.sync_all())).await?;
    Ok(length)
}

async fn on_disk<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> Result<T, ApiError> {
    web::block(work).await.map_err(|_| ApiError::GivenUp)?.map_err(disk)
}

/// What the disk says, in the words of the store.
pub(super) fn disk(error: io::Error) -> ApiError {
    let full = matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded);
    if full {
        ApiError::Full(StoreError::Full)
    } else {
        ApiError::Store(StoreError::Disk { file: PathBuf::from("uploads"), source: error })
    }
}

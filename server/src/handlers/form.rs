//! The form of an answer: JSON, or a workbook where an address has one.

use actix_web::HttpResponse;
use bole_engine::wording::Language;
use utoipa::{IntoParams, ToSchema};

use super::{json, tasks, written};
use crate::auth::Caller;
use crate::error::ApiError;
use crate::service::Service;
use crate::workbooks::{Book, Known};

/// In which form an answer is given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Form {
    /// JSON.
    #[default]
    Json,
    /// A workbook (XLSX) with the same figures.
    Xlsx,
}

impl Form {
    /// What a workbook may call by name; nothing for JSON, which tells ids.
    pub(super) async fn known(self, service: &Service, caller: &Caller) -> Result<Option<Known>, ApiError> {
        match self {
            Self::Json => Ok(None),
            Self::Xlsx => Ok(Some(Known::to(caller, service).await?)),
        }
    }
}

/// In which form.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct FormParams {
    /// `json`, or `xlsx` for a workbook with the same figures.
    #[serde(default)]
    #[param(inline)]
    pub(crate) format: Form,
    /// Language of a workbook.
    #[serde(default)]
    pub(crate) language: Language,
}

/// What is sent.
pub(crate) enum Sent {
    /// JSON.
    Json(Vec<u8>),
    /// A file, to be kept under its name.
    File(&'static str, Vec<u8>),
}

impl<T: serde::Serialize> From<T> for Sent {
    fn from(answer: T) -> Self {
        Self::Json(written(&answer))
    }
}

impl Sent {
    /// A workbook.
    pub(super) fn book(name: &'static str, book: &Book, language: Language) -> Result<Self, ApiError> {
        Ok(Self::File(name, book.bytes(language)?))
    }

    /// The answer.
    pub(super) fn response(self) -> HttpResponse {
        match self {
            Self::Json(bytes) => json(bytes),
            Self::File(name, bytes) => tasks::download(name, bytes),
        }
    }
}

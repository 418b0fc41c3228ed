//! `bole demo`, `serve`, `key`.

use std::path::PathBuf;

use bole_engine::model::{KeyId, Moment, OrganisationId, Role};
use clap::{Args, Subcommand};

use super::place::Data;
use super::value::{expiry, id, word};

#[derive(Debug, Args)]
pub(in crate::cli) struct Demo {
    /// How many people the city has
    #[arg(long, default_value_t = 20_000, value_parser = clap::value_parser!(u32).range(1..=2_000_000))]
    pub profiles: u32,
    /// The seed: the same seed gives the same city
    #[arg(long, default_value_t = 2026)]
    pub seed: u64,
    /// Prints and exits, without serving
    #[arg(long)]
    pub once: bool,
    /// The port to serve on
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// Keeps the city in this folder instead of a temporary one
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
}

#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct Serve {
    #[command(flatten)]
    pub data: Data,
    /// A file of settings over the defaults
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The port, over file and environment
    #[arg(long)]
    pub port: Option<u16>,
    /// Speaks TLS with this certificate (PEM, with its chain) 证书
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub tls_certificate: Option<PathBuf>,
    /// The private key of the certificate (PEM) 私钥
    #[arg(long, value_name = "FILE", requires = "tls_certificate")]
    pub tls_key: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Key {
    /// Makes a key and shows its token, once 创建
    Create(KeyCreate),
    /// Lists keys, without their secrets 列出
    List(Data),
    /// Takes a key back, at once and for good 吊销
    Revoke(KeyRevoke),
}

#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct KeyCreate {
    #[command(flatten)]
    pub data: Data,
    /// What the holder is
    #[arg(long, value_parser = word::<Role>, value_name = "bureau|enterprise|college|auditor|service")]
    pub role: Role,
    /// Whose key it is; the organisation is made where it is not known yet
    #[arg(long, value_parser = id::<OrganisationId>, value_name = "ID")]
    pub organisation: OrganisationId,
    /// The name of an organisation that is not known yet; its id when absent
    #[arg(long)]
    pub name: Option<String>,
    /// What the key is for
    #[arg(long, value_name = "TEXT")]
    pub label: Option<String>,
    /// The last day on which it opens, YYYY-MM-DD (UTC), or a moment such as 2026-12-31T16:00:00Z
    #[arg(long, value_parser = expiry, value_name = "DATE")]
    pub expires: Option<Moment>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct KeyRevoke {
    #[command(flatten)]
    pub data: Data,
    /// The key's id, e.g. K-0123456789ab
    #[arg(value_parser = id::<KeyId>)]
    pub id: KeyId,
}

//! Settings: the embedded `config.toml`, a file over it, `BOLE_*` variables over both. Checked once; the only reader of
//! the environment's settings.

use std::collections::HashMap;
use std::net::IpAddr;
use std::path::Path;

use config::{Environment, File, FileFormat};

/// The default file, which is also the documentation.
pub const DEFAULT: &str = include_str!("../config.toml");
/// What variables begin with.
const PREFIX: &str = "BOLE";
/// How long records of decisions must be kept (PIPL, article 56), and how long they may, in years.
const MIN_RETENTION_YEARS: u8 = 3;
const MAX_RETENTION_YEARS: u8 = 100;
/// Most threads that answer.
const MAX_WORKERS: usize = 256;

/// A setting that cannot be taken: it names the key, where it came from, and what is allowed.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A file or variable that cannot be read as settings.
    #[error("settings: {0}")]
    Unreadable(#[from] config::ConfigError),
    /// A value out of range.
    #[error("settings: {key} = {value} is not allowed; allowed: {allowed}")]
    Refused {
        /// Which setting.
        key: &'static str,
        /// Its value.
        value: String,
        /// What is allowed.
        allowed: String,
    },
}

/// Settings of the service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Where to listen: a loopback address.
    pub address: IpAddr,
    /// The port, 0 for any free one.
    pub port: u16,
    /// Threads that answer; `None`: one a processor.
    pub workers: Option<usize>,
    /// The filter of the log.
    pub log: String,
    /// How long decisions and audit entries are kept at least, in years.
    pub audit_retention_years: u8,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    address: String,
    port: u16,
    workers: usize,
    log: String,
    audit_retention_years: u8,
}

impl Config {
    /// Reads the defaults, then `file`, then the variables.
    ///
    /// # Errors
    /// [`ConfigError`], naming the culprit.
    pub fn load(file: Option<&Path>, variables: HashMap<String, String>) -> Result<Self, ConfigError> {
        let mut layers = config::Config::builder().add_source(File::from_str(DEFAULT, FileFormat::Toml));
        if let Some(file) = file {
            layers = layers.add_source(File::from(file).format(FileFormat::Toml));
        }
        let environment = Environment::with_prefix(PREFIX).prefix_separator("_").source(Some(variables));
        let raw: Raw = layers.add_source(environment).build()?.try_deserialize()?;
        Self::try_from(raw)
    }
}

impl TryFrom<Raw> for Config {
    type Error = ConfigError;

    fn try_from(raw: Raw) -> Result<Self, ConfigError> {
        let refused = |key, value: String, allowed: &str| ConfigError::Refused { key, value, allowed: allowed.into() };
        let loopback = "a loopback address such as 127.0.0.1 or ::1, until the service has keys";
        let address = raw.address.parse::<IpAddr>().ok().filter(IpAddr::is_loopback);
        let address = address.ok_or_else(|| refused("address", raw.address, loopback))?;
        if raw.workers > MAX_WORKERS {
            return Err(refused("workers", raw.workers.to_string(), &format!("0 to {MAX_WORKERS}")));
        }
        let years = raw.audit_retention_years;
        if !(MIN_RETENTION_YEARS..=MAX_RETENTION_YEARS).contains(&years) {
            let allowed = format!("{MIN_RETENTION_YEARS} to {MAX_RETENTION_YEARS}");
            return Err(refused("audit_retention_years", years.to_string(), &allowed));
        }
        if raw.log.parse::<tracing_subscriber::filter::Targets>().is_err() {
            return Err(refused("log", raw.log, "error, warn, info, debug, trace, or target=level,…"));
        }
        Ok(Self {
            address,
            port: raw.port,
            workers: Some(raw.workers).filter(|&n| n > 0),
            log: raw.log,
            audit_retention_years: years,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
        Config::load(None, variables.iter().map(|(k, v)| ((*k).into(), (*v).into())).collect())
    }

    #[test]
    fn the_default_file_is_sound_and_variables_override_it() {
        assert_eq!(with(&[]).unwrap().port, 8080);
        assert_eq!(with(&[("BOLE_PORT", "9090"), ("HOME", "/x")]).unwrap().port, 9090);
        assert_eq!(with(&[("BOLE_WORKERS", "3")]).unwrap().workers, Some(3));
    }

    #[test]
    fn a_bad_setting_is_named() {
        for (key, value, word) in [
            ("BOLE_PORT", "many", "port"),
            ("BOLE_ADDRESS", "0.0.0.0", "loopback"),
            ("BOLE_WORKERS", "257", "workers"),
            ("BOLE_COLOUR", "red", "colour"),
            ("BOLE_AUDIT_RETENTION_YEARS", "2", "3 to 100"),
        ] {
            let refused = with(&[(key, value)]).unwrap_err().to_string();
            assert!(refused.contains(word), "{key}: {refused}");
        }
    }
}

//! Settings: the embedded `config.toml`, a file over it, `BOLE_*` variables over both. Checked once; the only reader of
//! the environment's settings.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::time::Duration;

use config::{Environment, File, FileFormat};

use crate::auth::Rate;

/// The default file, which is also the documentation.
pub const DEFAULT: &str = include_str!("../config.toml");
/// What variables begin with.
const PREFIX: &str = "BOLE";
/// How long records of decisions must be kept (PIPL, article 56), and how long they may, in years.
const MIN_RETENTION_YEARS: u8 = 3;
const MAX_RETENTION_YEARS: u8 = 100;
/// Most threads that answer.
const MAX_WORKERS: usize = 256;
/// Most seconds of any patience: a day.
const MAX_SECONDS: u64 = 86_400;

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

/// A setting that nobody reads back: neither a log nor a message shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Fewest bytes.
    pub const MIN_BYTES: usize = 32;

    /// None where it is too short to keep a secret.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        (text.len() >= Self::MIN_BYTES).then(|| Self(text.to_owned()))
    }

    /// Its bytes, at least [`Self::MIN_BYTES`].
    #[must_use]
    pub const fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Settings of the service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Where to listen.
    pub address: IpAddr,
    /// The port, 0 for any free one.
    pub port: u16,
    /// The certificate and the private key of TLS.
    pub tls: Option<(PathBuf, PathBuf)>,
    /// Whether callers come by TLS, of this service or of a proxy before it.
    pub secure: bool,
    /// What seals sessions of the page; `None`: something that a restart forgets.
    pub session_secret: Option<Secret>,
    /// Threads that answer; `None`: one a processor.
    pub workers: Option<usize>,
    /// Requests answered at once.
    pub in_flight: usize,
    /// How often one key may ask.
    pub keys: Rate,
    /// How often an address without a good key may ask.
    pub strangers: Rate,
    /// In what time the head of a request must have arrived.
    pub head: Duration,
    /// In what time its body must have arrived, after the head.
    pub body: Duration,
    /// How long a caller may take nothing of an answer.
    pub send: Duration,
    /// How long an idle connection is kept.
    pub keep_alive: Duration,
    /// The filter of the log.
    pub log: String,
    /// How long decisions and audit entries are kept at least, in years.
    pub audit_retention_years: u8,
}

/// Settings that the command line names over file and environment.
#[derive(Debug, Clone, Default)]
pub struct Flags {
    /// The port.
    pub port: Option<u16>,
    /// The certificate of TLS.
    pub tls_certificate: Option<PathBuf>,
    /// The private key of TLS.
    pub tls_key: Option<PathBuf>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    address: String,
    port: u16,
    tls_certificate: PathBuf,
    tls_key: PathBuf,
    plain_http: bool,
    session_secret: String,
    workers: usize,
    in_flight: usize,
    requests_per_second: u32,
    requests_burst: u32,
    strangers_per_second: u32,
    strangers_burst: u32,
    head_seconds: u64,
    body_seconds: u64,
    send_seconds: u64,
    keep_alive_seconds: u64,
    log: String,
    audit_retention_years: u8,
}

impl Config {
    /// Reads the defaults, then `file`, then the variables, then the command line's flags.
    ///
    /// # Errors
    /// [`ConfigError`], naming the culprit.
    pub fn load(file: Option<&Path>, variables: HashMap<String, String>, flags: Flags) -> Result<Self, ConfigError> {
        let mut layers = config::Config::builder().add_source(File::from_str(DEFAULT, FileFormat::Toml));
        if let Some(file) = file {
            layers = layers.add_source(File::from(file).format(FileFormat::Toml));
        }
        let environment = Environment::with_prefix(PREFIX).prefix_separator("_").source(Some(variables));
        let mut raw: Raw = layers.add_source(environment).build()?.try_deserialize()?;
        raw.port = flags.port.unwrap_or(raw.port);
        raw.tls_certificate = flags.tls_certificate.unwrap_or(raw.tls_certificate);
        raw.tls_key = flags.tls_key.unwrap_or(raw.tls_key);
        Self::try_from(raw)
    }

    /// Where to listen.
    #[must_use]
    pub fn socket(&self) -> SocketAddr {
        (self.address, self.port).into()
    }
}

fn refused(key: &'static str, value: impl ToString, allowed: impl Into<String>) -> ConfigError {
    ConfigError::Refused { key, value: value.to_string(), allowed: allowed.into() }
}

fn within(key: &'static str, value: u64, range: std::ops::RangeInclusive<u64>) -> Result<u64, ConfigError> {
    let allowed = format!("{} to {}", range.start(), range.end());
    if range.contains(&value) { Ok(value) } else { Err(refused(key, value, allowed)) }
}

fn seconds(key: &'static str, value: u64) -> Result<Duration, ConfigError> {
    within(key, value, 1..=MAX_SECONDS).map(Duration::from_secs)
}

fn rate(key: &'static str, per_second: u32, burst: u32) -> Result<Rate, ConfigError> {
    let burst = NonZeroU32::new(burst).ok_or_else(|| refused(key, burst, format!("1 to {}", u32::MAX)))?;
    Ok(Rate { per_second: NonZeroU32::new(per_second), burst })
}

impl Raw {
    fn address(&self) -> Result<IpAddr, ConfigError> {
        let address = self.address.parse::<IpAddr>();
        let address =
            address.map_err(|_| refused("address", &self.address, "an IP address such as 127.0.0.1 or ::"))?;
        let readable = !address.is_loopback() && self.tls_certificate.as_os_str().is_empty() && !self.plain_http;
        let allowed = "a loopback address; any other with tls_certificate and tls_key, or with plain_http = true \
            behind a proxy that ends TLS";
        if readable { Err(refused("address", address, allowed)) } else { Ok(address) }
    }

    fn secret(&self) -> Result<Option<Secret>, ConfigError> {
        if self.session_secret.is_empty() {
            return Ok(None);
        }
        let short = || refused("session_secret", "…", format!("at least {} bytes", Secret::MIN_BYTES));
        Secret::new(&self.session_secret).map(Some).ok_or_else(short)
    }

    fn tls(&self) -> Result<Option<(PathBuf, PathBuf)>, ConfigError> {
        let files = [&self.tls_certificate, &self.tls_key].map(|file| Some(file).filter(|f| !f.as_os_str().is_empty()));
        match files {
            [Some(certificate), Some(key)] => Ok(Some((certificate.clone(), key.clone()))),
            [None, None] => Ok(None),
            [Some(_), None] => Err(refused("tls_key", "", "the private key of tls_certificate")),
            [None, Some(_)] => Err(refused("tls_certificate", "", "the certificate of tls_key")),
        }
    }
}

impl TryFrom<Raw> for Config {
    type Error = ConfigError;

    fn try_from(raw: Raw) -> Result<Self, ConfigError> {
        if raw.log.parse::<tracing_subscriber::filter::Targets>().is_err() {
            return Err(refused("log", raw.log, "error, warn, info, debug, trace, or target=level,…"));
        }
        let (fewest, most) = (u64::from(MIN_RETENTION_YEARS), u64::from(MAX_RETENTION_YEARS));
        within("audit_retention_years", u64::from(raw.audit_retention_years), fewest..=most)?;
        within("workers", raw.workers as u64, 0..=MAX_WORKERS as u64)?;
        within("in_flight", raw.in_flight as u64, 1..=u64::from(u32::MAX))?;
        Ok(Self {
            address: raw.address()?,
            port: raw.port,
            tls: raw.tls()?,
            secure: raw.plain_http || raw.tls()?.is_some(),
            session_secret: raw.secret()?,
            workers: Some(raw.workers).filter(|&n| n > 0),
            in_flight: raw.in_flight,
            keys: rate("requests_burst", raw.requests_per_second, raw.requests_burst)?,
            strangers: rate("strangers_burst", raw.strangers_per_second, raw.strangers_burst)?,
            head: seconds("head_seconds", raw.head_seconds)?,
            body: seconds("body_seconds", raw.body_seconds)?,
            send: seconds("send_seconds", raw.send_seconds)?,
            keep_alive: seconds("keep_alive_seconds", raw.keep_alive_seconds)?,
            log: raw.log,
            audit_retention_years: raw.audit_retention_years,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
        let variables = variables.iter().map(|(k, v)| ((*k).into(), (*v).into())).collect();
        Config::load(None, variables, Flags::default())
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
            ("BOLE_IN_FLIGHT", "0", "in_flight"),
            ("BOLE_BODY_SECONDS", "0", "body_seconds"),
            ("BOLE_REQUESTS_BURST", "0", "requests_burst"),
            ("BOLE_TLS_KEY", "key.pem", "tls_certificate"),
            ("BOLE_SESSION_SECRET", "short", "32 bytes"),
            ("BOLE_COLOUR", "red", "colour"),
            ("BOLE_AUDIT_RETENTION_YEARS", "2", "3 to 100"),
        ] {
            let refused = with(&[(key, value)]).unwrap_err().to_string();
            assert!(refused.contains(word), "{key}: {refused}");
        }
    }

    #[test]
    fn the_world_is_served_by_tls_or_behind_a_proxy() {
        let world = ("BOLE_ADDRESS", "0.0.0.0");
        assert!(with(&[world, ("BOLE_PLAIN_HTTP", "true")]).is_ok());
        let tls = with(&[world, ("BOLE_TLS_CERTIFICATE", "c.pem"), ("BOLE_TLS_KEY", "k.pem")]).unwrap();
        assert_eq!(tls.tls, Some(("c.pem".into(), "k.pem".into())));
        let flags = Flags { port: Some(1), tls_certificate: Some("c.pem".into()), tls_key: None };
        let variables = [("BOLE_TLS_KEY".to_owned(), "k.pem".to_owned())].into();
        assert_eq!(Config::load(None, variables, flags).unwrap().socket().port(), 1);
    }

    #[test]
    fn a_secret_is_taken_and_never_shown() {
        let secret = "0123456789abcdef0123456789abcdef";
        let settings = with(&[("BOLE_SESSION_SECRET", secret)]).unwrap();
        assert_eq!(settings.session_secret.as_ref().map(Secret::bytes), Some(secret.as_bytes()));
        assert!(!format!("{settings:?}").contains(secret));
        let short = with(&[("BOLE_SESSION_SECRET", "hush")]).unwrap_err();
        assert!(!short.to_string().contains("hush"));
    }

    #[test]
    fn no_rate_means_no_limit() {
        assert_eq!(with(&[("BOLE_REQUESTS_PER_SECOND", "0")]).unwrap().keys.per_second, None);
    }
}

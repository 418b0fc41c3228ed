//! TLS with a certificate of the operator's own.

use std::path::Path;
use std::sync::Arc;

use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::config::ConfigError;

/// Reads a chain of certificates, the service's own first, and its private key, both PEM.
///
/// # Errors
/// [`ConfigError`] naming the setting and the file.
pub fn acceptor(certificate: &Path, key: &Path) -> Result<ServerConfig, ConfigError> {
    let refused = |setting, file: &Path, cause: &dyn std::fmt::Display| ConfigError::Refused {
        key: setting,
        value: file.display().to_string(),
        allowed: format!("a PEM file that can be read ({cause})"),
    };
    let chain: Result<Vec<_>, _> = CertificateDer::pem_file_iter(certificate).and_then(Iterator::collect);
    let chain = chain.map_err(|e| refused("tls_certificate", certificate, &e))?;
    let private = PrivateKeyDer::from_pem_file(key).map_err(|e| refused("tls_key", key, &e))?;
    let builder = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().map_err(|e| refused("tls_key", key, &e))?;
    let acceptor = builder.with_no_client_auth().with_single_cert(chain, private);
    acceptor.map_err(|e| refused("tls_certificate", certificate, &e))
}

//! How often one key, and one address without a good key, may ask. Keys share the service fairly; strangers are slowed
//! down, so that guessing takes long. Buckets that are full again are forgotten.

use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use bole_engine::model::KeyId;
use governor::clock::Clock;
use governor::{DefaultKeyedRateLimiter, Quota};

use crate::error::ApiError;

/// How often full buckets are forgotten.
const PRUNE: Duration = Duration::from_secs(60);

/// A steady rate and how much may come at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Requests a second; `None`: any number.
    pub per_second: Option<NonZeroU32>,
    /// Requests at once.
    pub burst: NonZeroU32,
}

impl Rate {
    fn limiter<K: Hash + Eq + Clone>(self) -> Option<DefaultKeyedRateLimiter<K>> {
        let quota = Quota::per_second(self.per_second?).allow_burst(self.burst);
        Some(DefaultKeyedRateLimiter::keyed(quota))
    }
}

/// The buckets of all callers.
pub struct Rates {
    keys: Option<DefaultKeyedRateLimiter<KeyId>>,
    strangers: Option<DefaultKeyedRateLimiter<IpAddr>>,
}

impl Rates {
    /// Full buckets for everybody.
    #[must_use]
    pub fn new(keys: Rate, strangers: Rate) -> Self {
        Self { keys: keys.limiter(), strangers: strangers.limiter() }
    }

    /// Counts a request of a key.
    ///
    /// # Errors
    /// [`ApiError::TooMany`] when its bucket is empty.
    pub fn key(&self, key: &KeyId) -> Result<(), ApiError> {
        count(self.keys.as_ref(), key)
    }

    /// Counts a request without a good key.
    ///
    /// # Errors
    /// [`ApiError::TooMany`] when the address has used up its bucket.
    pub fn stranger(&self, address: IpAddr) -> Result<(), ApiError> {
        count(self.strangers.as_ref(), &place(address))
    }

    /// Forgets full buckets now and then, for ever.
    pub async fn prune(self: Arc<Self>) {
        loop {
            tokio::time::sleep(PRUNE).await;
            self.keys.as_ref().inspect(|keys| keys.retain_recent());
            self.strangers.as_ref().inspect(|strangers| strangers.retain_recent());
        }
    }
}

fn count<K: Hash + Eq + Clone>(limiter: Option<&DefaultKeyedRateLimiter<K>>, key: &K) -> Result<(), ApiError> {
    let Some(limiter) = limiter else { return Ok(()) };
    limiter.check_key(key).map_err(|until| {
        let wait = until.wait_time_from(limiter.clock().now());
        ApiError::TooMany(wait.as_secs() + 1)
    })
}

/// Where somebody sits: an address of version 4, or a network of 64 bits of version 6, of which one home has a whole.
fn place(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64))),
        version_4 @ IpAddr::V4(_) => version_4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(per_second: u32, burst: u32) -> Rate {
        Rate { per_second: NonZeroU32::new(per_second), burst: NonZeroU32::new(burst).unwrap() }
    }

    #[test]
    fn each_key_has_a_bucket_of_its_own_and_no_rate_means_no_limit() {
        let (one, two) = (KeyId::new("K-1").unwrap(), KeyId::new("K-2").unwrap());
        let rates = Rates::new(rate(1, 2), rate(0, 1));
        assert!(rates.key(&one).is_ok() && rates.key(&one).is_ok());
        assert!(matches!(rates.key(&one), Err(ApiError::TooMany(1..=2))));
        assert!(rates.key(&two).is_ok());
        let home: IpAddr = "192.0.2.1".parse().unwrap();
        assert!((0..100).all(|_| rates.stranger(home).is_ok()));
    }

    #[test]
    fn a_network_of_version_6_is_one_stranger() {
        let at = |text: &str| place(text.parse().unwrap());
        assert_eq!(at("2001:db8::1"), at("2001:db8::ffff:1"));
        assert_ne!(at("2001:db8::1"), at("2001:db8:0:1::1"));
        assert_ne!(at("::ffff:192.0.2.1"), at("::ffff:192.0.2.2"));
    }
}

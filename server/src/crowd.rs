//! How many requests are answered at once. Beyond, a request is told to come again at once, rather than wait in a queue that
//! grows; health is asked for all the same.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, ResponseError};

use crate::error::ApiError;

/// The requests that are being answered.
#[derive(Debug)]
pub struct Crowd {
    limit: usize,
    present: AtomicUsize,
}

/// A place, given back when dropped, also when the caller leaves early.
struct Place(Arc<Crowd>);

impl Crowd {
    /// Room for so many at once.
    #[must_use]
    pub const fn new(limit: usize) -> Self {
        Self { limit, present: AtomicUsize::new(0) }
    }

    /// How many are being answered.
    #[must_use]
    pub fn present(&self) -> usize {
        self.present.load(Ordering::Relaxed)
    }

    fn enter(self: &Arc<Self>) -> Result<Place, ApiError> {
        let place = Place(Arc::clone(self));
        if self.present.fetch_add(1, Ordering::Relaxed) < self.limit { Ok(place) } else { Err(ApiError::Overloaded) }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.present.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Lets a request in while there is room.
///
/// # Errors
/// Those of the inner service.
pub async fn admit<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let crowd = request.app_data::<Data<Crowd>>().filter(|_| !request.path().starts_with("/health/"));
    let place = crowd.map(|crowd| Arc::clone(crowd).enter()).transpose();
    match place {
        Ok(_place) => Ok(next.call(request).await?.map_into_boxed_body()),
        Err(full) => Ok(request.into_response(full.error_response())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_free_again_when_its_holder_leaves() {
        let crowd = Arc::new(Crowd::new(1));
        let place = crowd.enter().ok().unwrap();
        assert!(matches!(crowd.enter(), Err(ApiError::Overloaded)));
        assert_eq!(crowd.present(), 1);
        drop(place);
        assert!(crowd.enter().is_ok());
    }
}

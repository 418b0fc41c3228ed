//! The service as an application: the same for the binary and for tests.

use std::net::SocketAddr;

use actix_web::body::MessageBody;
use actix_web::dev::{Server, ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Compress, NormalizePath, TrailingSlash, from_fn};
use actix_web::web::Data;
use actix_web::{App, Error, HttpServer};

use crate::auth::Doors;
use crate::config::Config;
use crate::limits::MAX_CONNECTIONS;
use crate::service::Service;
use crate::{middleware, routes};

/// Puts routes and middleware together. Slashes are merged, never trimmed: the pages under `/docs/` need theirs.
pub fn app(
    service: Data<Service>,
    doors: Data<Doors>,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = Error,
        InitError = (),
    >,
> {
    App::new()
        .app_data(service)
        .app_data(doors)
        .configure(routes::configure)
        .wrap(from_fn(middleware::spare_small))
        .wrap(Compress::default())
        .wrap(NormalizePath::new(TrailingSlash::MergeOnly))
        .wrap(from_fn(middleware::observe))
}

/// Listens; the server runs when it is awaited.
///
/// # Errors
/// What the system says, e.g. of a port that is taken.
pub fn bind(service: Data<Service>, doors: Data<Doors>, config: &Config) -> std::io::Result<(Server, SocketAddr)> {
    let mut server = HttpServer::new(move || app(service.clone(), doors.clone())).max_connections(MAX_CONNECTIONS);
    if let Some(workers) = config.workers {
        server = server.workers(workers);
    }
    let server = server.bind((config.address, config.port))?;
    let address = server.addrs().first().copied().unwrap_or((config.address, config.port).into());
    Ok((server.run(), address))
}

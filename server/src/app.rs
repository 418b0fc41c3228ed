//! The service as an application: the same for the binary and for tests.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::{Server, ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Compress, NormalizePath, TrailingSlash, from_fn};
use actix_web::web::Data;
use actix_web::{App, Error, HttpServer};
use rustls::ServerConfig;
use socket2::{Domain, Protocol, Socket, Type};

use crate::auth::{Doors, Sessions};
use crate::config::Config;
use crate::crowd::Crowd;
use crate::extract::Patience;
use crate::limits::{MAX_BLOCKING, MAX_CONNECTIONS, STOP_SECONDS};
use crate::service::Service;
use crate::{crowd, middleware, routes, shield};

/// Connections that wait to be taken.
const BACKLOG: i32 = 2048;

/// What all workers share.
#[derive(Clone)]
pub struct Shared {
    service: Data<Service>,
    doors: Data<Doors>,
    sessions: Data<Sessions>,
    crowd: Data<Crowd>,
    patience: Data<Patience>,
}

impl Shared {
    /// What a service with these settings shares.
    ///
    /// # Errors
    /// What the system says when it has no randomness to seal sessions with.
    pub fn new(service: Service, doors: Doors, config: &Config) -> Result<Self, getrandom::Error> {
        Ok(Self {
            service: Data::new(service),
            doors: Data::new(doors),
            sessions: Data::new(Sessions::new(config.session_secret.as_ref(), config.secure)?),
            crowd: Data::new(Crowd::new(config.in_flight)),
            patience: Data::new(Patience(config.body)),
        })
    }
}

/// Puts routes and middleware together. Slashes are merged, never trimmed: the pages under `/docs/` need theirs.
pub fn app(
    shared: Shared,
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
        .app_data(shared.service)
        .app_data(shared.doors)
        .app_data(shared.sessions)
        .app_data(shared.crowd)
        .app_data(shared.patience)
        .configure(routes::configure)
        .wrap(from_fn(middleware::spare_small))
        .wrap(Compress::default())
        .wrap(NormalizePath::new(TrailingSlash::MergeOnly))
        .wrap(from_fn(crowd::admit))
        .wrap(from_fn(shield::shield))
        .wrap(from_fn(middleware::observe))
}

/// Listens; the server runs when it is awaited, and ends by itself when the system says so (SIGTERM, Ctrl+C).
///
/// # Errors
/// What the system says, e.g. of a port that is taken.
pub fn bind(shared: Shared, tls: Option<ServerConfig>, config: &Config) -> io::Result<(Server, SocketAddr)> {
    let listener = listener(config.socket(), config.send)?;
    let address = listener.local_addr()?;
    let mut server = HttpServer::new(move || app(shared.clone()))
        .max_connections(MAX_CONNECTIONS)
        .worker_max_blocking_threads(MAX_BLOCKING)
        .client_request_timeout(config.head)
        .keep_alive(config.keep_alive)
        .shutdown_timeout(STOP_SECONDS);
    if let Some(workers) = config.workers {
        server = server.workers(workers);
    }
    let server = match tls {
        None => server.listen(listener)?,
        Some(acceptor) => server.listen_rustls_0_23(listener, acceptor)?,
    };
    Ok((server.run(), address))
}

/// A socket that listens. Connections inherit from it how long the other side may leave what is sent unacknowledged: a
/// caller who takes nothing, or drop by drop, keeps the window shut, and the system ends the connection.
fn listener(address: SocketAddr, send: Duration) -> io::Result<TcpListener> {
    let socket = Socket::new(Domain::for_address(address), Type::STREAM, Some(Protocol::TCP))?;
    // A service that starts again takes the port of the one before; elsewhere than on Unix this would steal it.
    #[cfg(unix)]
    socket.set_reuse_address(true)?;
    #[cfg(target_os = "linux")]
    socket.set_tcp_user_timeout(Some(send))?;
    #[cfg(not(target_os = "linux"))]
    let _ = send;
    socket.bind(&address.into())?;
    socket.listen(BACKLOG)?;
    Ok(socket.into())
}

//! `bole serve`: the HTTP service over a data folder, until it is told to stop.

use std::sync::Arc;

use super::args::{Data, Serve, Shared};
use super::console::Console;
use super::{Failure, load};
use crate::auth::{Doors, Keyring, Rates};
use crate::config::{Config, Flags};
use crate::opened::Opened;
use crate::service::Service;
use crate::{app, clock, metrics, tls};

pub(super) fn run(console: &mut Console<'_>, shared: &Shared, asked: &Serve) -> Result<(), Failure> {
    let Serve { data: _, config: file, port, tls_certificate, tls_key } = asked.clone();
    let flags = Flags { port, tls_certificate, tls_key };
    let config = Config::load(file.as_deref(), std::env::vars().collect(), flags)?;
    let opened = Opened::writing(&asked.data.place())?;
    let service = load::service(console, shared, &opened)?;
    opened.keep_edition(&service.reference.edition)?;
    let doors = keys(console, &opened, &asked.data, &config)?;
    serve(console, service, doors, opened, &config)
}

/// The keys that let callers in. Where none opens there is nobody to serve, and nothing is served to nobody in
/// particular.
fn keys(console: &Console<'_>, opened: &Opened, data: &Data, config: &Config) -> Result<Doors, Failure> {
    let store = opened.store();
    let keyring = Arc::new(opened.wait(Keyring::open(&*store))?);
    if !keyring.opens(clock::moment()?) {
        let why = console.say("没有可用的密钥，不提供服务；先创建一个", "no key opens, so nothing is served; make one");
        return Err(Failure::Usage(format!("{why}: bole key create {data} --role bureau --organisation ID")));
    }
    opened.runtime().spawn(Arc::clone(&keyring).follow(store));
    let rates = Arc::new(Rates::new(config.keys, config.strangers));
    opened.runtime().spawn(Arc::clone(&rates).prune());
    Ok(Doors::Keys(keyring, rates))
}

/// Serves until the process is told to stop.
pub(super) fn serve(
    console: &mut Console<'_>,
    service: Service,
    doors: Doors,
    opened: Opened,
    config: &Config,
) -> Result<(), Failure> {
    if matches!(doors, Doors::Open) && !config.address.is_loopback() {
        return Err(Failure::Usage(format!("{}: the demonstration listens on loopback only", config.address)));
    }
    log(config);
    let tls = config.tls.as_ref().map(|(certificate, key)| tls::acceptor(certificate, key)).transpose()?;
    let scheme = if config.tls.is_some() { "https" } else { "http" };
    let following = service.follow(&opened)?;
    opened.runtime().spawn(metrics::sum_up());
    let served = actix_web::rt::System::new().block_on(async {
        let shared = app::Shared::new(service, doors, config).map_err(Failure::work)?;
        let (server, address) = app::bind(shared, tls, config).map_err(|e| refused(config, &e))?;
        console.line("")?;
        let page = if cfg!(feature = "page") {
            ("网页，用浏览器打开", "the page: open it in a browser")
        } else {
            ("首页", "index")
        };
        for (path, zh, en) in [("/", page.0, page.1), ("/docs/", "接口文档", "the API, browsable")] {
            let text = console.say(zh, en);
            console.line(format!("  {scheme}://{address}{path}  {text}"))?;
        }
        let example = format!("  curl '{scheme}://{address}/v1/search?q=数控&limit=3'");
        console.line(example)?;
        let stop = console.dim(console.say("  Ctrl+C 停止", "  Ctrl+C stops it"));
        console.line(stop)?;
        console.flush()?;
        Ok(server.await?)
    });
    following.end();
    opened.close();
    served
}

fn refused(config: &Config, error: &std::io::Error) -> Failure {
    Failure::Work(format!("{}:{}: {error}; --port names another port", config.address, config.port))
}

/// Logs as JSON on standard error, one object a line.
fn log(config: &Config) {
    use tracing_subscriber::filter::EnvFilter;
    let filter = EnvFilter::new(&config.log);
    let lines = tracing_subscriber::fmt().json().flatten_event(true).with_current_span(false).with_env_filter(filter);
    // A second subscriber in one process (tests) is refused; the first one stays.
    let _ = lines.with_writer(std::io::stderr).try_init();
}

//! `bole serve`: the HTTP service over a data folder, until it is told to stop.

use std::sync::Arc;

use actix_web::web;

use super::args::{Data, Serve, Shared};
use super::console::Console;
use super::{Failure, load};
use crate::auth::{Doors, Keyring};
use crate::config::Config;
use crate::opened::Opened;
use crate::service::Service;
use crate::{app, clock};

pub(super) fn run(console: &mut Console<'_>, shared: &Shared, asked: &Serve) -> Result<(), Failure> {
    let mut config = Config::load(asked.config.as_deref(), std::env::vars().collect())?;
    config.port = asked.port.unwrap_or(config.port);
    let opened = Opened::writing(&asked.data.place())?;
    let service = load::service(console, shared, &opened)?;
    opened.keep_edition(&service.reference.edition)?;
    let doors = keys(console, &opened, &asked.data)?;
    serve(console, service, doors, opened, &config)
}

/// The keys that let callers in. Where none opens there is nobody to serve, and nothing is served to nobody in
/// particular.
fn keys(console: &Console<'_>, opened: &Opened, data: &Data) -> Result<Doors, Failure> {
    let store = opened.store();
    let keyring = Arc::new(opened.wait(Keyring::open(&*store))?);
    if !keyring.opens(clock::moment()?) {
        let why = console.say("没有可用的密钥,不提供服务;先创建一个", "no key opens, so nothing is served; make one");
        return Err(Failure::Usage(format!("{why}: bole key create {data} --role bureau --organisation ID")));
    }
    opened.runtime().spawn(Arc::clone(&keyring).follow(store));
    Ok(Doors::Keys(keyring))
}

/// Serves until the process is told to stop.
pub(super) fn serve(
    console: &mut Console<'_>,
    service: Service,
    doors: Doors,
    opened: Opened,
    config: &Config,
) -> Result<(), Failure> {
    log(config);
    service.follow(&opened)?;
    let served = actix_web::rt::System::new().block_on(async {
        let (server, address) =
            app::bind(web::Data::new(service), web::Data::new(doors), config).map_err(|e| refused(config, &e))?;
        console.line("")?;
        for (path, zh, en) in [("/", "首页", "index"), ("/docs/", "接口文档", "the API, browsable")] {
            let text = console.say(zh, en);
            console.line(format!("  http://{address}{path}  {text}"))?;
        }
        let example = format!("  curl 'http://{address}/v1/search?q=数控&limit=3'");
        console.line(example)?;
        let stop = console.dim(console.say("  Ctrl+C 停止", "  Ctrl+C stops it"));
        console.line(stop)?;
        console.flush()?;
        Ok(server.await?)
    });
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

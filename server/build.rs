//! Builds the page: npm makes it of `server/web`, and every file is left compressed in Cargo's own folder, where
//! `src/page/files.rs` takes it from. Nothing is written beside the sources but `node_modules`.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use flate2::Compression;
use flate2::write::GzEncoder;

/// What the page is made of; where one of them changes, it is made again.
const SOURCES: [&str; 7] =
    ["src", "public", "index.html", "package.json", "package-lock.json", "tsconfig.json", "vite.config.ts"];
/// The oldest Node that builds it.
const NODE: &str = "20.19";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var_os("CARGO_FEATURE_PAGE").is_none() {
        return Ok(());
    }
    let web = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("web");
    for source in SOURCES {
        println!("cargo::rerun-if-changed={}", web.join(source).display());
    }
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let (built, packed) = (out.join("built"), out.join("page"));
    install(&web)?;
    npm(&web, &["run", "build", "--", "--outDir", &built.display().to_string(), "--emptyOutDir"])?;
    if packed.exists() {
        fs::remove_dir_all(&packed)?;
    }
    pack(&built, &packed)
}

/// Installs what the lock names, where it is not there yet.
fn install(web: &Path) -> Result<(), Box<dyn Error>> {
    let stamp = web.join("node_modules/.bole-lock");
    let lock = fs::read(web.join("package-lock.json"))?;
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    // No script of a package runs: none of them needs one.
    npm(web, &["ci", "--ignore-scripts", "--no-audit", "--no-fund"])?;
    Ok(fs::write(stamp, lock)?)
}

fn npm(web: &Path, args: &[&str]) -> Result<(), Box<dyn Error>> {
    let help = format!(
        "the page is built with npm of Node {NODE} or newer (server/web); install it, or build without the page: \
         --no-default-features --features report"
    );
    let done = Command::new("npm").args(args).current_dir(web).output();
    let done = done.map_err(|error| format!("npm: {error}; {help}"))?;
    if done.status.success() {
        return Ok(());
    }
    let said = [done.stdout, done.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    Err(format!("npm {} failed; {help}\n{said}", args.join(" ")).into())
}

/// Compresses every file of a folder into another.
fn pack(from: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            pack(&path, &to.join(name))?;
            continue;
        }
        let mut packer = GzEncoder::new(fs::File::create(to.join(format!("{name}.gz")))?, Compression::best());
        std::io::copy(&mut fs::File::open(&path)?, &mut packer)?;
        packer.finish()?;
    }
    Ok(())
}

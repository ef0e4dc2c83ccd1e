//! The product has no network code, neither its own nor a dependency's.

use super::tree::{code_of, files, sources};
use super::{Breach, hold};

/// Crates that open connections. `deny.toml` bans more, per target system; this list also holds
/// where cargo-deny is not installed.
const NETWORK: [&str; 14] = [
    "attohttpc",
    "curl",
    "curl-sys",
    "h2",
    "hyper",
    "isahc",
    "native-tls",
    "openssl",
    "openssl-sys",
    "quinn",
    "reqwest",
    "rustls",
    "tungstenite",
    "ureq",
];

fn locked_network_crates(lock: &str) -> Vec<Breach> {
    lock.lines()
        .enumerate()
        .filter_map(|(at, line)| {
            let name = line.strip_prefix("name = \"")?.strip_suffix('"')?;
            let opens = NETWORK.contains(&name);
            opens.then(|| Breach::new("Cargo.lock", at + 1, format!("`{name}` is network code")))
        })
        .collect()
}

fn opens_connections(path: &str, text: &str) -> Vec<Breach> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| code_of(line).contains("std::net") || line.contains("TcpStream"))
        .map(|(at, _)| Breach::new(path, at + 1, "opens a connection"))
        .collect()
}

#[test]
fn no_dependency_speaks_to_a_network() {
    let lock = files(|path| path == "Cargo.lock");
    hold("The product works offline and stays so.", &locked_network_crates(&lock[0].text));
}

#[test]
fn a_network_dependency_is_named() {
    let lock = "[[package]]\nname = \"zip\"\n\n[[package]]\nname = \"reqwest\"\n";
    assert_eq!(locked_network_crates(lock).len(), 1);
    assert_eq!(locked_network_crates("name = \"h2o\"\nname = \"curlicue\"\n"), []);
}

#[test]
fn no_source_file_speaks_to_a_network() {
    let breaches: Vec<Breach> =
        sources().iter().flat_map(|file| opens_connections(&file.path, &file.text)).collect();
    hold("The product works offline and stays so.", &breaches);
    assert_eq!(opens_connections("src/a.rs", "use std::net::TcpListener;").len(), 1);
    assert_eq!(opens_connections("src/a.rs", "let net = 1;"), []);
}

//! The product has no network code, neither its own nor a dependency's.

use super::tree::{code_of, files, sources};
use super::{Breach, hold};

/// Crates that open connections, or that nothing but a connection needs. `deny.toml` bans more, per target system; this list also holds
/// where cargo-deny is not installed.
const NETWORK: [&str; 38] = [
    "actix-web",
    "async-h1",
    "async-native-tls",
    "async-net",
    "async-std",
    "async-tls",
    "attohttpc",
    "axum",
    "curl",
    "curl-sys",
    "h2",
    "h3",
    "hickory-proto",
    "hickory-resolver",
    "http",
    "httparse",
    "hyper",
    "isahc",
    "libp2p",
    "minreq",
    "native-tls",
    "openssl",
    "openssl-sys",
    "quinn",
    "reqwest",
    "rustls",
    "rustls-native-certs",
    "self_update",
    "sentry",
    "smoltcp",
    "socket2",
    "surf",
    "tiny_http",
    "trust-dns-resolver",
    "tungstenite",
    "ureq",
    "warp",
    "webpki-roots",
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
        .filter(|(_, line)| {
            let code = code_of(line);
            let words = ["std::net", "TcpStream", "TcpListener", "UdpSocket", "ToSocketAddrs"];
            words.iter().any(|word| code.contains(word))
        })
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

//! Where the platform keeps a program's data; known from the environment alone.

use std::path::{Path, PathBuf};

const FOLDER: &str = "yuebao";

/// The book a person gets who names none.
pub fn default_book() -> PathBuf {
    data_folder().join("月报.yuebao")
}

/// Makes the folder the default book lies in; any other book's folder is its owner's business.
pub fn prepare(book: &Path) {
    if book == default_book() {
        // Where this fails, making the book fails too and says why.
        std::fs::create_dir_all(data_folder()).ok();
    }
}

pub fn log_file() -> PathBuf {
    data_folder().join("yuebao.log")
}

/// Where documents are offered to be saved.
pub fn documents_folder() -> PathBuf {
    let home = home();
    ["文档", "Documents"]
        .into_iter()
        .map(|name| home.join(name))
        .find(|folder| folder.is_dir())
        .unwrap_or(home)
}

pub fn data_folder() -> PathBuf {
    folder_from(|name| std::env::var_os(name).map(PathBuf::from), std::env::consts::OS)
}

fn home() -> PathBuf {
    let variable = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
    std::env::var_os(variable).map_or_else(|| PathBuf::from("."), PathBuf::from)
}

/// A relative path in one of these variables is an accident and is passed over, as the desktop
/// standard asks.
fn folder_from(variable: impl Fn(&str) -> Option<PathBuf>, os: &str) -> PathBuf {
    let absolute = |name: &str| variable(name).filter(|path| path.is_absolute());
    let under_home = |path: &str| absolute("HOME").map(|home| home.join(path));
    let base = match os {
        "windows" => absolute("APPDATA").or_else(|| absolute("USERPROFILE")),
        "macos" => under_home("Library/Application Support"),
        _ => absolute("XDG_DATA_HOME").or_else(|| under_home(".local/share")),
    };
    base.unwrap_or_else(|| PathBuf::from(".")).join(FOLDER)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn folder(os: &str, variables: &[(&str, &str)]) -> String {
        let lookup = |name: &str| {
            variables.iter().find(|(key, _)| *key == name).map(|(_, value)| PathBuf::from(value))
        };
        folder_from(lookup, os).to_string_lossy().into_owned()
    }

    #[test]
    fn follows_each_platform() {
        assert_eq!(folder("linux", &[("XDG_DATA_HOME", "/d"), ("HOME", "/h")]), "/d/yuebao");
        assert_eq!(
            folder("linux", &[("XDG_DATA_HOME", "d"), ("HOME", "/h")]),
            "/h/.local/share/yuebao"
        );
        assert_eq!(folder("macos", &[("HOME", "/h")]), "/h/Library/Application Support/yuebao");
        assert_eq!(folder("windows", &[("APPDATA", "/a")]), "/a/yuebao");
        assert_eq!(folder("linux", &[]), "./yuebao");
    }
}

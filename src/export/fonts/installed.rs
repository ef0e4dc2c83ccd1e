//! The font files of this machine, by walking the folders systems keep them in: no fontconfig,
//! which may be missing or unconfigured. Each file is asked for its names once.

use std::path::{Path, PathBuf};

use super::names::{FaceNames, of_file};

const DEEPEST: usize = 6;
const FILES_AT_MOST: usize = 4000;

/// A face that is installed.
#[derive(Clone, Debug)]
pub struct Installed {
    pub path: PathBuf,
    pub face: FaceNames,
}

/// Where this system keeps fonts; folders that do not exist are passed over.
pub fn folders() -> Vec<PathBuf> {
    let variable = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let home = |path: &str| variable("HOME").map(|home| home.join(path));
    let fixed = |path: &str| Some(PathBuf::from(path));
    let list = if cfg!(windows) {
        vec![
            variable("WINDIR").map(|windows| windows.join("Fonts")),
            variable("LOCALAPPDATA").map(|data| data.join("Microsoft/Windows/Fonts")),
        ]
    } else if cfg!(target_os = "macos") {
        vec![fixed("/System/Library/Fonts"), fixed("/Library/Fonts"), home("Library/Fonts")]
    } else {
        vec![
            fixed("/usr/share/fonts"),
            fixed("/usr/local/share/fonts"),
            fixed("/opt/kingsoft/wps-office/office6/fonts"),
            variable("XDG_DATA_HOME").map(|data| data.join("fonts")),
            home(".local/share/fonts"),
            home(".fonts"),
        ]
    };
    list.into_iter().flatten().collect()
}

/// Every face in the folders and those below them.
pub fn scan(folders: &[PathBuf]) -> Vec<Installed> {
    let mut files = Vec::new();
    for folder in folders {
        collect(folder, 0, &mut files);
    }
    files.sort();
    files.dedup();
    let faces = |path: &PathBuf| {
        let path = path.clone();
        of_file(&path).into_iter().map(move |face| Installed { path: path.clone(), face })
    };
    files.iter().flat_map(faces).collect()
}

fn collect(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        if files.len() >= FILES_AT_MOST {
            return;
        }
        let path = entry.path();
        if path.is_dir() {
            if depth < DEEPEST {
                collect(&path, depth + 1, files);
            }
        } else if is_font(&path) {
            files.push(path);
        }
    }
}

fn is_font(path: &Path) -> bool {
    let extension = path.extension().map(|ext| ext.to_string_lossy().to_lowercase());
    extension.is_some_and(|ext| matches!(ext.as_str(), "ttf" | "otf" | "ttc" | "otc"))
}

/// The face of a family: the plain style before any other.
pub fn find<'a>(installed: &'a [Installed], family: &str) -> Option<&'a Installed> {
    let named = |face: &&Installed| face.face.names.contains(family);
    installed.iter().filter(named).max_by_key(|face| face.face.plain)
}

//! What the flows share: a folder of their own, the console program, the real issue's files.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A folder with one book, and the console program over it.
pub struct Console {
    pub folder: TempDir,
}

/// What one run of the console program gave.
pub struct Answer {
    pub code: u8,
    pub out: String,
    pub err: String,
}

impl Console {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs one command over `b.yuebao` of the folder.
    pub fn run(&self, args: &[&str]) -> Answer {
        let book = self.path("b.yuebao");
        let all = ["yuebao-cli", "--book", book.to_str().unwrap()];
        let args = all.iter().chain(args).map(std::ffi::OsString::from);
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let code = yuebao::cli::run(args, &mut out, &mut err);
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Answer { code, out: text(out), err: text(err) }
    }

    /// Runs a command that must succeed.
    pub fn done(&self, args: &[&str]) -> String {
        let answer = self.run(args);
        assert_eq!(answer.code, 0, "{args:?}: {}{}", answer.out, answer.err);
        answer.out
    }

    /// Runs a command that must succeed, for its JSON.
    pub fn json(&self, args: &[&str]) -> serde_json::Value {
        let args: Vec<_> = args.iter().copied().chain(["--json"]).collect();
        serde_json::from_str(&self.done(&args)).unwrap()
    }
}

/// A file of the real issue, which lies beside the project and not in it. `None` where it is
/// absent; with `CI=true` that is a failure.
pub fn shared(name: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let folder = std::env::var_os("YUEBAO_SHARED").map_or(beside, PathBuf::from);
    let path = folder.join(name);
    if path.exists() {
        return Some(path);
    }
    assert!(
        std::env::var("CI").as_deref() != Ok("true"),
        "{} is required where CI=true",
        path.display()
    );
    println!("skipped: {} is not here", path.display());
    None
}

//! Opens the window: which renderer first, and what is said when no window can be had. Knows
//! nothing of what the window shows.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use eframe::{App, CreationContext, NativeOptions, Renderer};

use crate::ops::places;

use super::{brief, crash, icon};

/// Why there is no window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoWindow {
    /// No screen to draw on.
    Display,
    /// A system library is missing; the packages that hold it.
    Library(String),
    /// The graphics driver offers too little.
    Graphics(String),
    Other(String),
}

/// Opens the window and stays until it is closed, trying each renderer this build has. The first
/// failure tells the reason; a later one only says that the first was there before.
pub fn open<A: App + 'static>(
    app: impl Fn(&CreationContext<'_>) -> A + Clone + 'static,
) -> Result<(), NoWindow> {
    let mut first = None;
    for renderer in renderers() {
        let app = app.clone();
        let run = || {
            eframe::run_native(
                "yuebao",
                options(renderer),
                Box::new(move |cc| Ok(brief::wrapped(app(cc)))),
            )
        };
        // The window library panics, instead of failing, where libxkbcommon-x11 is missing.
        let failure = match catch_unwind(AssertUnwindSafe(run)) {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(err)) => NoWindow::from_text(&err.to_string()),
            Err(_) => NoWindow::from_text(&crash::last_panic()),
        };
        log::error!("no window with {renderer}: {failure:?}");
        first.get_or_insert(failure);
    }
    Err(first.unwrap_or_else(|| NoWindow::Other(String::new())))
}

/// glow costs a quarter of wgpu on machines without a graphics card; Windows over remote desktop
/// offers glow nothing, so there wgpu comes first.
fn renderers() -> Vec<Renderer> {
    #[cfg(all(any(windows, feature = "wgpu"), not(windows)))]
    return vec![Renderer::Glow, Renderer::Wgpu];
    #[cfg(windows)]
    return vec![Renderer::Wgpu, Renderer::Glow];
    #[cfg(not(any(windows, feature = "wgpu")))]
    return vec![Renderer::Glow];
}

fn options(renderer: Renderer) -> NativeOptions {
    let viewport = egui::ViewportBuilder::default()
        .with_title("月报")
        .with_app_id("yuebao")
        .with_icon(icon::window())
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([640.0, 360.0]);
    NativeOptions { viewport, renderer, centered: true, ..NativeOptions::default() }
}

impl NoWindow {
    fn from_text(text: &str) -> Self {
        let lower = text.to_lowercase();
        if let Some((_, package)) = LIBRARIES.iter().find(|(key, _)| lower.contains(key)) {
            return Self::Library((*package).to_owned());
        }
        if lower.contains("wayland_display") || lower.contains("display server") {
            return Self::Display;
        }
        if ["xopendisplay", "xnotsupported", "failed to open connection", "connection error"]
            .iter()
            .any(|word| lower.contains(word))
        {
            return Self::Display;
        }
        if ["opengl", "glx", "egl", "glutin", "wgpu", "adapter"].iter().any(|w| lower.contains(w)) {
            return Self::Graphics(text.to_owned());
        }
        Self::Other(without_place(text))
    }

    /// What happened, in Chinese and in English.
    fn reason(&self) -> (String, String) {
        match self {
            Self::Display => (
                "没有可用的显示：DISPLAY 和 WAYLAND_DISPLAY 都没有设置，或者连不上。".to_owned(),
                "no display: DISPLAY and WAYLAND_DISPLAY are unset or cannot be reached."
                    .to_owned(),
            ),
            Self::Library(packages) => (
                format!("系统里缺少画窗口要用的程序库（{packages}）。"),
                format!("a system library is missing ({packages})."),
            ),
            Self::Graphics(text) => (
                format!("显卡驱动不够用（{text}）。"),
                format!("the graphics driver offers too little ({text})."),
            ),
            Self::Other(text) => {
                (format!("窗口系统报告：{text}"), format!("the window system says: {text}"))
            }
        }
    }

    /// The Debian and UOS packages that would help.
    fn packages(&self) -> Option<&str> {
        match self {
            Self::Display => None,
            Self::Library(packages) => Some(packages),
            Self::Graphics(_) => Some("libgl1 libgl1-mesa-dri"),
            Self::Other(_) => Some(EVERY_PACKAGE),
        }
    }

    /// The whole message: reason, what to install, and the same job on the console.
    pub fn message(&self, book: &Path) -> String {
        let (chinese, english) = self.reason();
        let mut lines = vec![
            format!("月报没能打开窗口：{chinese}"),
            format!("yuebao could not open its window: {english}"),
        ];
        match self.packages() {
            Some(packages) if cfg!(target_os = "linux") => {
                lines.push(
                    "请安装（Debian、统信 UOS、麒麟等）/ install (Debian, UOS, Kylin):".to_owned(),
                );
                lines.push(format!("    sudo apt install {packages}"));
            }
            _ => lines.push("请在桌面里启动它 / start it from a desktop session.".to_owned()),
        }
        let book = book.display();
        lines.extend([
            "没有窗口也能做同样的事 / the same job on the console:".to_owned(),
            format!("    yuebao-cli --book '{book}' issues"),
            format!("    yuebao-cli --book '{book}' export --issue 2025-04 --to 月报.docx"),
            "    yuebao-cli --help".to_owned(),
            format!("日志 / log: {}", places::log_file().display()),
        ]);
        lines.join("\n")
    }

    /// Says it on the terminal and, for those who clicked an icon, in a box if there is a tool
    /// for one.
    pub fn report(&self, book: &Path) {
        let message = self.message(book);
        crash::say(&message);
        let boxed = cfg!(target_os = "linux") && *self != Self::Display;
        if boxed {
            std::process::Command::new("zenity")
                .args(["--error", "--no-markup", "--title=月报", "--text", &message])
                .stderr(std::process::Stdio::null())
                .spawn()
                .ok();
        }
    }
}

/// The failure without the place in the source where it was noticed, which tells a clerk nothing.
fn without_place(text: &str) -> String {
    let said = text.rsplit_once(".rs:").map_or(text, |(_, after)| after);
    said.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | ' ')).to_owned()
}

/// A word of the failure, lower case, and the package that ships the library.
const LIBRARIES: [(&str, &str); 9] = [
    ("xkbcommon", "libxkbcommon-x11-0"),
    ("libxcursor", "libxcursor1"),
    ("libxi.", "libxi6"),
    ("libx11-xcb", "libx11-xcb1"),
    ("xlib's shared libraries", "libxcursor1 libxi6 libx11-xcb1 libx11-6"),
    ("libx11", "libx11-6"),
    ("libgl.so", "libgl1"),
    ("libegl", "libegl1"),
    ("libwayland", "libwayland-client0 libwayland-cursor0 libwayland-egl1"),
];

const EVERY_PACKAGE: &str = "libxcursor1 libxi6 libx11-xcb1 libxkbcommon-x11-0 libgl1";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_package_that_is_missing() {
        for (text, package) in [
            ("library libXcursor.so.1 could not be loaded", "libxcursor1"),
            ("libXi.so.6: cannot open shared object file", "libxi6"),
            ("Library libxkbcommon-x11.so could not be loaded.", "libxkbcommon-x11-0"),
            ("libX11-xcb.so.1: cannot open", "libx11-xcb1"),
            ("at a/mod.rs:788: Failed to load one of xlib's shared libraries", "libxcursor1"),
            ("egui_glow requires opengl 2.0+", "libgl1"),
        ] {
            let message = NoWindow::from_text(text).message(Path::new("/b.yuebao"));
            assert!(message.contains(package), "{message}");
            assert!(message.contains("yuebao-cli --book '/b.yuebao'"), "{message}");
        }
    }

    #[test]
    fn knows_a_missing_display() {
        let text = "os error: neither WAYLAND_DISPLAY nor WAYLAND_SOCKET nor DISPLAY is set.";
        assert_eq!(NoWindow::from_text(text), NoWindow::Display);
        let message = NoWindow::Display.message(Path::new("b"));
        assert!(message.contains("没有可用的显示") && message.contains("no display"));
    }
}

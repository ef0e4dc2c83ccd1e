//! The window under test: fonts installed, no screen, a book of its own in a folder of its own.

use std::path::PathBuf;

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use egui_kittest::{Harness, Node};
use yuebao::ops::{Env, built_in, demo_book};
use yuebao::ui;
use yuebao::ui::action::Action;
use yuebao::ui::app::AppWindow;

pub struct Window {
    pub harness: Harness<'static, AppWindow>,
    /// Removed when the window goes.
    folder: tempfile::TempDir,
}

impl Window {
    /// A window whose book does not exist yet.
    pub fn first_start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let window = AppWindow::open(folder.path().join("月报.yuebao"));
        Self { folder, ..Self::around(window) }
    }

    /// A window on the sample book, held in memory.
    pub fn sample() -> Self {
        let bulletin = built_in::bulletin(built_in::DEFAULT).unwrap();
        let last = "2025-04".parse().unwrap();
        let book = demo_book::in_memory(&bulletin, last, Env::system("测试")).unwrap();
        Self::around(AppWindow::with_book(book))
    }

    /// A window on a book of the test's own making.
    pub fn with(window: AppWindow) -> Self {
        Self::around(window)
    }

    fn around(window: AppWindow) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let harness = Harness::builder()
            .with_size([1280.0, 800.0])
            .with_theme(egui::Theme::Light)
            .with_max_steps(64)
            .with_context_setup(|ctx| ui::install(ctx, false))
            .build_ui_state(|ui, window: &mut AppWindow| window.draw(ui), window);
        let mut window = Self { harness, folder };
        window.harness.run_ok();
        window
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Goes to a screen by its key, Ctrl+1 to Ctrl+9.
    pub fn go(&mut self, key: egui::Key) {
        self.harness.key_press_modifiers(egui::Modifiers::COMMAND, key);
        self.run();
    }

    pub fn ask(&mut self, action: Action) {
        self.harness.state().ask(action);
        self.run();
    }

    /// Clicks what is named like this, or begins like this.
    pub fn click(&mut self, name: &str) {
        let named = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
            node.label().is_some_and(|label| label.starts_with(name))
        };
        self.harness.get_by(named).scroll_to_me();
        self.run();
        self.harness.get_by(named).click();
        self.run();
    }

    /// Clicks the button that says exactly this.
    pub fn press(&mut self, name: &str) {
        self.harness.get_by_role_and_label(Role::Button, name).click();
        self.run();
    }

    pub fn run(&mut self) {
        self.harness.run_ok();
        self.harness.run_ok();
    }

    /// The field with this name.
    pub fn field<'a>(&'a self, name: &'a str) -> Node<'a> {
        self.harness.get_by_role_and_label(Role::TextInput, name)
    }

    pub fn field_is_shown(&self, name: &str) -> bool {
        self.harness.query_by_role_and_label(Role::TextInput, name).is_some()
    }

    /// Every text on the screen that is no field's.
    pub fn labels(&self) -> Vec<String> {
        let labels = self.harness.query_all_by_role(Role::Label);
        labels.filter_map(|node| node.value()).collect()
    }

    pub fn shows(&self, text: &str) -> bool {
        self.harness
            .query_all_by(|node| {
                let holds = |part: Option<String>| part.is_some_and(|part| part.contains(text));
                holds(node.label()) || holds(node.value())
            })
            .next()
            .is_some()
    }

    /// Lets the pause pass after which typed text is stored.
    pub fn pause(&mut self) {
        for _ in 0..8 {
            self.harness.step();
        }
        self.run();
    }
}

//! Newtype keys: no bare text or number crosses a layer as an identity.

macro_rules! text_id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

text_id! {
    /// A series of issues (刊), e.g. `zhengwu`.
    BulletinCode;
    /// An indicator (指标). Short, never changes; the name may.
    IndicatorCode;
    /// A department (部门), or the whole hall.
    DepartmentCode;
    /// One issue (期).
    IssueId;
    /// One section (栏目) of one issue.
    SectionId;
    /// One item (条目); an event of the pool is an item without a section.
    ItemId;
    /// One visit of a leader to the hall (进大厅).
    VisitId;
    /// One entry of an issue's distribution list.
    RecipientId;
    /// One person of the register (人员).
    PersonId;
    /// One figure that changed after it was printed (更正、修订).
    CorrectionId;
}

impl DepartmentCode {
    /// The whole hall (全厅): figures that belong to no single department.
    pub fn hall() -> Self {
        Self::new("hall")
    }
}

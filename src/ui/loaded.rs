//! What a screen shows, kept until the book changes: no query and no wording while drawing.

use crate::ops::{OpError, UserMessage, in_log, message};

/// A value loaded at one revision of the book for one key (month, department…). An error is kept
/// too, and shown, instead of being tried again sixty times a second.
pub struct Loaded<K, T> {
    at: Option<(u64, K)>,
    value: Option<Result<T, UserMessage>>,
}

impl<K: PartialEq, T> Loaded<K, T> {
    /// The value for `key` at `revision`, loaded only when the kept one is stale.
    pub fn get(
        &mut self,
        revision: u64,
        key: K,
        load: impl FnOnce() -> Result<T, OpError>,
    ) -> Result<&mut T, UserMessage> {
        let stale = self.at.as_ref().is_none_or(|(at, of)| *at != revision || *of != key);
        if stale || self.value.is_none() {
            self.at = Some((revision, key));
            self.value = Some(load().map_err(|err| {
                log::error!("loading: {}", in_log(&err));
                message(&err)
            }));
        }
        match &mut self.value {
            Some(Ok(value)) => Ok(value),
            Some(Err(message)) => Err(message.clone()),
            None => Err(UserMessage {
                kind: crate::ops::MessageKind::Bug,
                text: "内容没有读出来。".to_owned(),
                hint: "请重新打开本页。".to_owned(),
            }),
        }
    }
}

impl<K, T> Loaded<K, T> {
    /// The value that was loaded last.
    pub fn kept(&self) -> Option<&T> {
        self.value.as_ref()?.as_ref().ok()
    }
}

impl<K, T> Default for Loaded<K, T> {
    fn default() -> Self {
        Self { at: None, value: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loads_only_when_stale() {
        let mut loads = 0;
        let mut kept = Loaded::default();
        for (revision, key) in [(1, "a"), (1, "a"), (2, "a"), (2, "b"), (2, "b")] {
            kept.get(revision, key, || {
                loads += 1;
                Ok(loads)
            })
            .unwrap();
        }
        assert_eq!(loads, 3);
    }
}

//! Names near to what was typed, for "did you mean".

/// At most this many suggestions.
const MOST: usize = 3;

/// The names nearest to `text`, nearest first: those that share most of their characters in order.
pub(super) fn nearest<'a>(text: &str, names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let wanted: Vec<char> = text.chars().collect();
    let mut scored: Vec<(usize, &str)> = names
        .filter_map(|name| {
            let shared = common(&wanted, &name.chars().collect::<Vec<_>>());
            let longer = wanted.len().max(name.chars().count());
            let percent = shared * 100 / longer.max(1);
            let contains = !text.is_empty() && (name.contains(text) || text.contains(name));
            (percent >= 50 || contains).then_some((100 - percent, name))
        })
        .collect();
    scored.sort_unstable();
    let mut found: Vec<String> = Vec::new();
    for (_, name) in scored {
        if found.len() < MOST && !found.iter().any(|known| known == name) {
            found.push(name.to_owned());
        }
    }
    found
}

/// Length of the longest common subsequence.
fn common(a: &[char], b: &[char]) -> usize {
    let mut row = vec![0_usize; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        let mut left = 0;
        for (cell, y) in row.iter_mut().skip(1).zip(b) {
            let above = *cell;
            *cell = if x == y { diagonal + 1 } else { above.max(left) };
            diagonal = above;
            left = *cell;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_what_was_probably_meant() {
        let names = ["全程网办受理", "全程网办办结", "综合窗口受理", "现场咨询"];
        let near = |text| nearest(text, names.into_iter());
        assert_eq!(near("全程网办受里")[0], "全程网办受理");
        assert_eq!(near("咨询"), ["现场咨询"]);
        assert!(near("完全不同的名字").is_empty());
    }
}

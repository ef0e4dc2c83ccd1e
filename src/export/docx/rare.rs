//! Which characters the usual faces lack, and the family that has them. 仿宋_GB2312 and its like
//! hold the 6,763 characters of GB 2312; 喆, 玥 and other characters of names are not among them.

use std::sync::OnceLock;

use encoding_rs::GB18030;

use crate::layout::geometry::Face;

/// One bit a character of the first plane.
type Bits = Vec<u64>;

static GB2312: OnceLock<Bits> = OnceLock::new();

/// The family to write for a character that `face` lacks; `None` where the face has it.
pub fn family_for(c: char, face: Face) -> Option<&'static str> {
    // All Latin letters are there, and marks of general use are in every font.
    if u32::from(c) < 0x2000 || in_gb2312(c) {
        return None;
    }
    let family = match c {
        '\u{20000}'..='\u{3ffff}' => "SimSun-ExtB",
        '\u{1f000}'..='\u{1faff}'
        | '\u{2600}'..='\u{27bf}'
        | '\u{200d}'
        | '\u{fe0e}'..='\u{fe0f}' => "Segoe UI Emoji",
        _ => face.rare_family(),
    };
    (family != face.family()).then_some(family)
}

fn in_gb2312(c: char) -> bool {
    let Ok(code) = usize::try_from(u32::from(c)) else { return false };
    let bits = GB2312.get_or_init(gb2312);
    bits.get(code / 64).is_some_and(|word| word >> (code % 64) & 1 == 1)
}

fn gb2312() -> Bits {
    let mut bits = vec![0u64; 1024];
    let codes = (0xa1..=0xf7u8).flat_map(|lead| (0xa1..=0xfeu8).map(move |trail| [lead, trail]));
    let text: Vec<u8> = codes.flatten().collect();
    // Places without a character decode as U+FFFD, which marks one harmless bit.
    for c in GB18030.decode_without_bom_handling(&text).0.chars() {
        let code = usize::try_from(u32::from(c)).unwrap_or(usize::MAX);
        // What the later standard put into free places lies in the private use area.
        let known = !matches!(c, '\u{e000}'..='\u{f8ff}');
        if let Some(word) = bits.get_mut(code / 64).filter(|_| known) {
            *word |= 1 << (code % 64);
        }
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_characters_of_names_get_a_face_that_has_them() {
        for c in ['政', '—', '“', '①', '，', 'A', 'é', '5'] {
            assert_eq!(family_for(c, Face::Fang), None, "{c}");
        }
        for c in ['喆', '堃', '昇', '玥', '璟', '㎡', '〇'] {
            assert_eq!(family_for(c, Face::Fang), Some("仿宋"), "{c}");
            assert_eq!(family_for(c, Face::Title), Some("宋体"), "{c}");
            assert_eq!(family_for(c, Face::Hei), None, "{c}");
        }
        assert_eq!(family_for('𠮷', Face::Kai), Some("SimSun-ExtB"));
        assert_eq!(family_for('😀', Face::Fang), Some("Segoe UI Emoji"));
    }

    #[test]
    fn all_of_gb_2312_is_known() {
        let han = ('\u{4e00}'..='\u{9fff}').filter(|c| in_gb2312(*c)).count();
        assert_eq!(han, 6763);
    }
}

//! Any bytes are a text or an error, and a text that was decoded decodes to itself.
#![no_main]

use libfuzzer_sys::fuzz_target;
use yuebao::import::decode;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = decode(bytes) else { return };
    if let Ok(again) = decode(text.as_bytes()) {
        assert_eq!(again, text);
    }
});

"""The table of all rules, by code. A code is never used again for another rule."""

from collections.abc import Mapping

from xlcrm.rules import keys
from xlcrm.rules.engine import Rule

RULES: Mapping[str, Rule] = {
    # K: keys and links
    "K101": keys.duplicate_customer,
    "K102": keys.unknown_customer,
    "K103": keys.customer_spelled_twice,
    "K104": keys.duplicate_number,
    "K105": keys.duplicate_order_line,
    "K106": keys.unknown_referrer,
    "K107": keys.referred_by_self,
    "K108": keys.referred_in_a_circle,
}

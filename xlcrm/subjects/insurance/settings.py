"""How much cover is enough, and how far ahead what falls due is told."""

from xlcrm.labels import labels
from xlcrm.schema.subject import Factor

FACTORS = (
    Factor("cover_times_income", 10, labels("寿险与重疾保额：年收入的倍数不低于", "壽險與重疾保額：年收入的倍數不低於", "Life and critical illness cover, times income, at least")),
    Factor("premium_share_of_income", 0.10, labels("年缴保费占年收入不超过", "年繳保費占年收入不超過", "Yearly premiums as a share of income, at most"), percent=True),
    Factor("annuity_from_age", 50, labels("超过此年龄应有年金险", "超過此年齡應有年金險", "Older than this should hold an annuity")),
    Factor("look_ahead_days", 90, labels("保费与到期提前提醒（天）", "保費與到期提前提醒（天）", "Premiums and maturities: days ahead")),
)

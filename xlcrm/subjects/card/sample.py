"""What the sample's records say besides: most of them nearly complete, as in a book that is kept."""

from datetime import date

from xlcrm.labels import Labels, labels
from xlcrm.story.plot import Role, Row
from xlcrm.story.telling import Telling
from xlcrm.subjects.customers.sample import manager

NEEDS = (
    labels("子女教育金与长期保值", "子女教育金與長期保值", "School fees, and savings that keep their value"),
    labels("养老补充，希望收益稳定", "退休補充，希望收益穩定", "A second pension with a steady yield"),
    labels(
        "流动性优先，半年内可能购房", "流動性優先，半年內可能購屋", "Money at hand: may buy a flat within six months"
    ),
    labels(
        "重疾和医疗保障不足，想补齐", "重疾與醫療保障不足，想補齊", "Critical illness and medical cover to be completed"
    ),
    labels("希望每季看到收益明细", "希望每季看到收益明細", "Wants to see the returns every quarter"),
)
NEEDS_OF_COMPANIES = (
    labels("短期闲置资金理财，随时可取", "短期閒置資金理財，隨時可取", "A home for idle cash, at call"),
    labels("为骨干员工配置团体保险", "為核心員工配置團體保險", "Group insurance for key staff"),
    labels("出口收款的汇率避险", "出口收款的匯率避險", "Hedging of export receipts"),
)
FINANCES = (
    labels("负债率约四成，现金流平稳", "負債比約四成，現金流平穩", "Debt at 40% of assets, even cash flow"),
    labels("应收账款周转约六十天", "應收帳款週轉約六十天", "Receivables turn in about sixty days"),
    labels("无银行借款，账上常有结余", "無銀行借款，帳上常有結餘", "No bank loans, a surplus most of the year"),
)
BUSINESS = (
    labels("订单稳定，今年新增一条产线", "訂單穩定，今年新增一條產線", "Steady orders, a new line this year"),
    labels("旺季在三、四季度", "旺季在第三、四季", "Busy in the third and fourth quarter"),
    labels("正在拓展海外客户", "正在拓展海外客戶", "Winning customers abroad"),
)
PURCHASING = (
    labels("年初定预算，按季下单", "年初編預算，按季下單", "Budget in January, orders each quarter"),
    labels("三家比价，由总经理拍板", "三家比價，由總經理定案", "Three offers, the managing director decides"),
    labels("零星采购，看重到货速度", "零星採購，重視到貨速度", "Small orders, wants them fast"),
)
RELATIONS = (
    labels("与开发区管委会往来密切", "與園區管理局往來密切", "Close to the development agency"),
    labels("商会理事", "商會理事", "On the board of the chamber of commerce"),
)
EDUCATION = (
    labels("本科", "大學", "Bachelor"),
    labels("硕士", "碩士", "Master"),
    labels("大专", "專科", "College"),
    labels("高中", "高中", "Secondary school"),
)
NATIONALITY = labels("中国", "中華民國", "British")
ID_CARD = labels("居民身份证", "國民身分證", "Passport")
LICENCE = labels("营业执照", "公司登記證明", "Certificate of incorporation")

EXPIRED, EXPIRING = frozenset({2, 21}), frozenset({4, 9, 13})
"""Whose ID has expired, and whose is about to, by customer number."""

UNTOLD = frozenset({2, 5, 7, 14, 20, 24, 27, 30, 32, 36, 39})
"""Who has not told what they need, by customer number."""


def record(telling: Telling, row: Row) -> Row:
    """What stands in the columns of the record on a customer's row."""
    role = next(role for role in telling.cast if role.customer_id == row["customer_id"])
    if role.stage == "onlooker":
        return {}
    said = _of_company(role, row) if role.is_company else _of_person(role)
    told = {key: text.in_(telling.language) if isinstance(text, Labels) else text for key, text in said.items()}
    return told | {"created_by": manager(role, telling.world)}


def _of_person(role: Role) -> Row:
    return {
        "education": EDUCATION[role.number % 7 % len(EDUCATION)],
        "needs": _told(role, NEEDS),
        "nationality": NATIONALITY,
        "id_type": ID_CARD,
        "id_expiry": _id_expiry(role.number),
    }


def _of_company(role: Role, row: Row) -> Row:
    return {
        "short_name": " ".join(row["name"].split()[:2]) if " " in row["name"] else row["name"][:4],
        "website": f"https://c{role.number:02d}.example.com",
        "needs": _told(role, NEEDS_OF_COMPANIES),
        "finances": FINANCES[role.number % len(FINANCES)],
        "business": BUSINESS[role.number % len(BUSINESS)],
        "purchasing": PURCHASING[role.number % len(PURCHASING)] if role.number < 33 else None,
        "relations": RELATIONS[role.number % len(RELATIONS)] if role.number < 10 else None,
        "id_type": LICENCE,
    }


def _told(role: Role, needs: tuple[Labels, ...]) -> Labels | None:
    return None if role.number in UNTOLD else needs[role.number % len(needs)]


def _id_expiry(number: int) -> date:
    if number in EXPIRED:
        return date(2026, 8, 1 + number)
    if number in EXPIRING:
        return date(2026, 12, 2 * number)
    return date(2028 + number % 9, 1 + number % 12, 1 + number % 28)


MORE = {"customers": record}

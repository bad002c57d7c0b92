"""Why a book cannot be written safely: one line each, in three languages, and nothing was changed."""

import errno
from pathlib import Path
from typing import Final

from xlcrm.errors import UnwritableFile
from xlcrm.labels import Labels, labels

IN_USE: Final = labels(
    "{file} 已被打开（锁定文件 {lock}）：请在 Excel、WPS 或 LibreOffice 中关闭它再试；若确已关闭，请删除该锁定文件。",
    "{file} 正在使用中（鎖定檔 {lock}）：請在 Excel、WPS 或 LibreOffice 關閉它再試；若確已關閉，請刪除該鎖定檔。",
    "{file} is open (lock file {lock}): close it in Excel, WPS or LibreOffice and try again; "
    "if it is closed, delete the lock file.",
)
HELD: Final = labels(
    "{file} 正被其他程序使用：请关闭它再试。",
    "{file} 正由其他程式使用：請關閉它再試。",
    "{file} is in use by another program: close it there and try again.",
)
CHANGED: Final = labels(
    "{file} 在读取之后被改动过：没有写入，请重新运行。",
    "{file} 在讀取之後被改動過：沒有寫入，請重新執行。",
    "{file} was changed after it was read: nothing was written, run the command again.",
)
VANISHED: Final = labels(
    "{file} 在读取之后消失了：没有写入，请找回该文件后重新运行。",
    "{file} 在讀取之後消失了：沒有寫入，請找回該檔案後重新執行。",
    "{file} vanished after it was read: nothing was written; bring the file back and run the command again.",
)
READ_ONLY: Final = labels(
    "{file} 是只读文件：请取消只读属性，或用 -o 写到别处。",
    "{file} 是唯讀檔案：請取消唯讀屬性，或用 -o 寫到別處。",
    "{file} is read-only: take that off, or write elsewhere with -o.",
)
NOT_A_FILE: Final = labels(
    "{file} 不是文件：请指定工作簿的文件名。",
    "{file} 不是檔案：請指定活頁簿的檔名。",
    "{file} is not a file: name a workbook.",
)
NO_FOLDER: Final = labels(
    "文件夹 {folder} 不存在：请先建立它，或写到别处。",
    "資料夾 {folder} 不存在：請先建立它，或寫到別處。",
    "There is no folder {folder}: make it first, or write elsewhere.",
)
FOLDER_READ_ONLY: Final = labels(
    "文件夹 {folder} 不允许写入：请换一个文件夹，或用 -o 写到别处。",
    "資料夾 {folder} 不允許寫入：請換一個資料夾，或用 -o 寫到別處。",
    "The folder {folder} may not be written to: use another, or write elsewhere with -o.",
)
DISK_FULL: Final = labels(
    "磁盘空间不足，无法写入 {file}（需要 {megabytes} MB）：原文件未动，请腾出空间再试。",
    "磁碟空間不足，無法寫入 {file}（需要 {megabytes} MB）：原檔案未動，請騰出空間再試。",
    "The disk is too full to write {file} ({megabytes} MB needed): it is as it was; make room and try again.",
)
WRITTEN_WRONG: Final = labels(
    "{file} 写入后校验不符：原文件未动，请检查磁盘后再试。",
    "{file} 寫入後校驗不符：原檔案未動，請檢查磁碟後再試。",
    "{file} did not read back as it was written: the file is as it was; check the disk and try again.",
)
FAILED: Final = labels(
    "无法写入 {file}：{cause}。原文件未动。",
    "無法寫入 {file}：{cause}。原檔案未動。",
    "{file} could not be written: {cause}. The file is as it was.",
)
NO_BACKUP: Final = labels(
    "{file} 没有可以恢复的备份。",
    "{file} 沒有可以復原的備份。",
    "There is no backup of {file} to go back to.",
)
BAD_BACKUP: Final = labels(
    "备份 {backup} 已损坏，没有恢复：如要回到更早的版本，请先移走它。",
    "備份 {backup} 已損壞，沒有復原：如要回到更早的版本，請先移走它。",
    "The backup {backup} is damaged and was not put back: move it away to go further back.",
)

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}
_HELD_ON_WINDOWS = {5, 32}  # access denied, sharing violation


def refused(text: Labels, file: Path, **params: object) -> UnwritableFile:
    """The error that says why `file` was not written."""
    return UnwritableFile(text, file=file, **params)


def failed(error: OSError, file: Path, size: int) -> UnwritableFile:
    """The error for what the system said while `size` bytes were written."""
    if getattr(error, "winerror", None) in _HELD_ON_WINDOWS:
        return refused(HELD, file)
    if error.errno in _FULL:
        return refused(DISK_FULL, file, megabytes=in_megabytes(size))
    if error.errno in _DENIED:
        return refused(FOLDER_READ_ONLY, file, folder=file.parent)
    return refused(FAILED, file, cause=error.strerror or type(error).__name__)


def in_megabytes(size: int) -> str:
    """A number of bytes in megabytes, to one place."""
    return f"{size / 1e6:.1f}"

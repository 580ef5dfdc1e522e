// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace results {

/// Text that a spreadsheet takes for a formula (it begins with =, +, -, @ or what becomes one of them, a tab
/// or a line break) gets an apostrophe in front. Numbers such as -12.50, +3 or -1,5e3 % stay numbers.
QString safeCell(const QString &text);

/// Tables as text for other programs, a line at a time. Every cell goes through safeCell().
class CsvWriter {
public:
    enum class Format {
        Csv, ///< RFC 4180: commas, lines end in CR LF
        Tsv, ///< as spreadsheets put it on the clipboard: tabs, lines end in LF
    };

    explicit CsvWriter(Format format)
        : m_format(format) {}

    void addLine(const QStringList &cells);
    int lines() const { return m_lines; }
    const QString &text() const { return m_text; }
    /// UTF-8 with a byte order mark, without which Excel takes it for something else.
    QByteArray file() const;

private:
    Format m_format;
    QString m_text;
    int m_lines = 0;
};

} // namespace results

// SPDX-License-Identifier: MIT
#include "app/commands/resulttext.h"

#include "app/commands/runoutput.h"
#include "app/results/displaytext.h"
#include "app/results/field.h"
#include "app/results/resultdocument.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

#include <algorithm>
#include <atomic>
#include <utility>

using namespace Qt::StringLiterals;
using runs::Run;

namespace commands {

namespace {

QString tr(const char *text) {
    return QCoreApplication::translate("RunOutput", text);
}

QString cell(const QString &text) {
    return results::displayLine(text, text.size() + 1);
}

QByteArray line(const QStringList &cells) {
    return cells.join(u'\t').toUtf8() + '\n';
}

/// What is read of it is a value of it.
results::ResultDocumentPtr checked(const results::ByteSourcePtr &body) {
    const results::ResultDocumentPtr document = results::ResultDocument::fromSource(body);
    if (document->isChecked())
        return document;
    const std::atomic_bool cancelled = false;
    return document->checked(cancelled);
}

QString confidenceCell(const results::Field &field) {
    return field.confidence ? QString::number(*field.confidence, 'g', 6) : QString();
}

void appendFields(const results::Field &field, const QString &name, const QString &before, QByteArray &text) {
    if (!field.isTable) {
        text += before.toUtf8() +
                line({cell(name), field.isNull && !field.overridden ? QString() : cell(field.value),
                    confidenceCell(field)});
        return;
    }
    for (qsizetype row = 0; row < field.rows.size(); ++row) {
        for (const results::Field &inner : field.rows[row])
            appendFields(inner, u"%1[%2].%3"_s.arg(name).arg(row + 1).arg(inner.name), before, text);
    }
}

QByteArray fieldLines(const Run &run, const results::ByteSourcePtr &body, bool several) {
    const results::ResultDocumentPtr document = checked(body);
    const QString before = several ? QString::number(run.id) + u'\t' + cell(run.name) + u'\t' : QString();
    QByteArray text;
    const QList<results::Field> fields = results::readFields(*document);
    for (const results::Field &field : fields) {
        const QString name = field.group.isEmpty() ? field.name : u"%1: %2"_s.arg(field.group, field.name);
        appendFields(field, name, before, text);
    }
    return text;
}

} // namespace

ResultText::ResultText(const Run &run, results::ByteSourcePtr body, Output output, bool several)
    : m_body(std::move(body))
    , m_end(m_body->size()) {
    if (output == Output::Fields) {
        m_before = fieldLines(run, m_body, several);
        m_end = 0;
        return;
    }
    if (output != Output::Json || !several)
        return; // as it came
    m_isLine = true;
    QByteArray facts = jsonLine(run);
    if (checked(m_body)->fault()) {
        QJsonObject object = QJsonDocument::fromJson(facts).object();
        object.insert(
            "message"_L1, tr("The result is not JSON: “results %1” prints it as it is.").arg(run.id));
        object.insert("result"_L1, QJsonValue());
        m_before = QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
        m_end = 0;
        return;
    }
    if (m_body->bytes().startsWith("\xEF\xBB\xBF"))
        m_at = 3;
    facts.chop(2);
    m_before = facts + ",\"result\":";
    m_after = "}\n";
}

std::optional<QByteArray> ResultText::next() {
    if (!m_before.isEmpty())
        return std::exchange(m_before, {});
    if (m_at >= m_end)
        return std::exchange(m_after, {});
    const qint64 size = std::min(piece, m_end - m_at);
    QByteArray bytes(size, Qt::Uninitialized);
    const char *window = m_body->window(m_at, size, bytes.data());
    if (!window) {
        m_at = m_end;
        m_after.clear();
        return {};
    }
    if (window != bytes.constData())
        std::copy_n(window, size, bytes.data());
    m_at += size;
    // With the facts before it, it is one line. A line break in it stands between values: inside a string
    // there can be none.
    if (m_isLine)
        bytes.replace('\n', ' ').replace('\r', ' ');
    return bytes;
}

} // namespace commands

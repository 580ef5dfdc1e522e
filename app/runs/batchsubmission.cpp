// SPDX-License-Identifier: MIT
#include "app/runs/batchsubmission.h"

#include <QLocale>
#include <QTimer>

#include <utility>

namespace runs {

BatchSubmission::BatchSubmission(RunService *runs, QObject *parent)
    : QObject(parent)
    , m_runs(runs) {}

bool BatchSubmission::start(const Target &target, const QList<IntakeItem> &files, Wanted isWanted) {
    if (m_isUnderWay)
        return false;
    m_isUnderWay = true;
    m_target = target;
    m_files = files;
    m_isWanted = std::move(isWanted);
    m_next = 0;
    m_queued = 0;
    goOn();
    return true;
}

void BatchSubmission::goOn() {
    QList<IntakeItem> part;
    while (m_next < m_files.size() && part.size() < slice) {
        const IntakeItem &file = m_files.at(m_next++);
        if (file.isSubmittable() && (!m_isWanted || m_isWanted(file)))
            part << file;
    }
    if (part.isEmpty() && m_queued > 0)
        return end({});
    QList<qint64> ids;
    const QString error =
        m_queued == 0 ? m_runs->submitFiles(m_target, part, &ids) : m_runs->submitPart(m_target, part, &ids);
    if (!error.isEmpty()) {
        const QLocale locale;
        return end(m_queued == 0
                       ? error
                       : tr("Only %1 of %2 files were submitted. %3")
                             .arg(locale.toString(m_queued), locale.toString(m_files.size()), error));
    }
    m_queued += part.size();
    emit queued(part, ids);
    if (m_next >= m_files.size())
        return end({});
    QTimer::singleShot(0, this, &BatchSubmission::goOn);
}

void BatchSubmission::end(const QString &error) {
    m_files.clear();
    m_isWanted = {};
    m_isUnderWay = false;
    emit finished(error);
}

} // namespace runs

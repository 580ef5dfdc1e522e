// SPDX-License-Identifier: MIT
#pragma once

#include "ui/rundeeds.h"

#include <QList>
#include <QObject>
#include <QPointer>
#include <QStringList>

#include <functional>

namespace runs {
class RunService;
}
namespace settings {
class Settings;
}

namespace ui {

class ResultExport;

/// What a person can do with runs, with the question or the file's name that it needs first. Many are done a
/// few milliseconds at a time.
class RunActions : public QObject {
    Q_OBJECT

public:
    static constexpr qint64 moreTime = 30 * 60'000;

    /// None is owned; questions are asked over `window`.
    RunActions(runs::RunService *runs, settings::Settings *settings, QWidget *window);

    /// Of those that it still applies to.
    void perform(Deed deed, QList<qint64> ids);
    void saveResult(qint64 id);
    void exportResults(const QList<qint64> &ids, const QString &folder);
    void deleteAtService(qint64 id);
    void adopt(qint64 id, const QString &collectionId);

signals:
    void notice(const QString &words);
    /// Two runs, or one with the earlier result of its document.
    void compareRequested(const QList<qint64> &ids);
    void aboutToRemove(const QList<qint64> &ids);

private:
    bool mayBeRemoved(const QList<qint64> &ids);
    bool maySendAgain(const QList<qint64> &ids);
    int unsettled(const QList<qint64> &ids);
    void inTurns(
        QList<qint64> ids, const std::function<void(qint64)> &act, const std::function<void()> &end = {});
    void sendAgain(const QList<qint64> &ids);
    void chooseExport(const QList<qint64> &ids);
    void tellErrors(const QString &words, const QStringList &errors);

    runs::RunService *m_runs;
    settings::Settings *m_settings;
    QWidget *m_window;
    QPointer<ResultExport> m_export;
};

} // namespace ui

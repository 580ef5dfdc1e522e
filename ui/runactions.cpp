// SPDX-License-Identifier: MIT
#include "ui/runactions.h"

#include "app/runs/runservice.h"
#include "app/settings/settings.h"
#include "ui/confirmation.h"
#include "ui/filedialogs.h"
#include "ui/resultexport.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QLocale>
#include <QMessageBox>
#include <QTimer>
#include <QWidget>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;
using runs::RunState;

namespace ui {

namespace {

constexpr qint64 turn = 15; // milliseconds; the window goes on between two

QString named(qsizetype number) {
    return QLocale().toString(number);
}

} // namespace

RunActions::RunActions(runs::RunService *runs, settings::Settings *settings, QWidget *window)
    : QObject(window)
    , m_runs(runs)
    , m_settings(settings)
    , m_window(window) {}

void RunActions::perform(Deed deed, QList<qint64> ids) {
    ids.removeIf([this, deed](qint64 id) {
        const runs::Run *run = m_runs->find(id);
        return !run || !applies(deed, *run);
    });
    if (ids.isEmpty())
        return;
    switch (deed) {
    case Deed::Cancel:
        return inTurns(ids, [this](qint64 id) { m_runs->cancel(id); });
    case Deed::Stop:
        return inTurns(ids, [this](qint64 id) { m_runs->stop(id); });
    case Deed::AskAgain:
        return inTurns(ids, [this](qint64 id) { m_runs->askAgain(id); });
    case Deed::MoreTime:
        return inTurns(
            ids, [this](qint64 id) { m_runs->extendDeadline(id, moreTime); },
            [this, all = ids.size()] {
                emit notice(all == 1 ? tr("It is waited for 30 minutes longer.")
                                     : tr("%1 runs are waited for 30 minutes longer.").arg(named(all)));
            });
    case Deed::MoveToFront:
        std::reverse(ids.begin(), ids.end()); // so that the oldest is the very first
        return inTurns(
            ids, [this](qint64 id) { m_runs->moveToFront(id); },
            [this, all = ids.size()] {
                emit notice(all == 1 ? tr("It is sent next.")
                                     : tr("These %1 are sent next, the oldest first.").arg(named(all)));
            });
    case Deed::SendAgain:
        if (maySendAgain(ids))
            sendAgain(ids);
        return;
    case Deed::Export:
        return ids.size() == 1 ? saveResult(ids.first()) : chooseExport(ids);
    case Deed::Compare:
        emit compareRequested(ids);
        return;
    case Deed::Remove:
        if (!mayBeRemoved(ids))
            return;
        emit aboutToRemove(ids);
        return inTurns(ids, [this](qint64 id) { m_runs->remove(id); });
    }
}

/// Does it now as far as that goes, and the rest when the window has had its turn.
void RunActions::inTurns(
    QList<qint64> ids, const std::function<void(qint64)> &act, const std::function<void()> &end) {
    QElapsedTimer time;
    time.start();
    while (!ids.isEmpty()) {
        act(ids.takeFirst());
        if (time.elapsed() >= turn && !ids.isEmpty()) {
            QTimer::singleShot(0, this, [this, ids, act, end] { inTurns(ids, act, end); });
            return;
        }
    }
    if (end)
        end();
}

int RunActions::unsettled(const QList<qint64> &ids) {
    return int(std::count_if(ids.cbegin(), ids.cend(), [this](qint64 id) {
        const runs::Run *run = m_runs->find(id);
        return run && (run->state == RunState::Unconfirmed || run->state == RunState::Stopped);
    }));
}

bool RunActions::maySendAgain(const QList<qint64> &ids) {
    const int mayExist = unsettled(ids);
    if (ids.size() == 1)
        return mayExist == 0 ||
               confirmed(m_window, tr("Send it again?"),
                   tr("“%1” may be running at the service already. Sending it again can mean paying twice.")
                       .arg(m_runs->find(ids.first())->name),
                   tr("Send again"));
    QString words = tr("%1 documents are submitted again: each is a new run, and is billed as one.")
                        .arg(named(ids.size()));
    if (mayExist == 1)
        words += u' ' + tr("One of them may be running at the service already: that one can cost twice.");
    else if (mayExist > 1)
        words += u' ' + tr("%1 of them may be running at the service already: those can cost twice.")
                            .arg(named(mayExist));
    return confirmed(m_window, tr("Submit %1 documents again?").arg(named(ids.size())), words,
        tr("Submit %1 again").arg(named(ids.size())));
}

void RunActions::sendAgain(const QList<qint64> &ids) {
    const auto errors = std::make_shared<QStringList>();
    inTurns(
        ids,
        [this, errors](qint64 id) {
            const QString error = m_runs->sendAgain(id);
            if (!error.isEmpty())
                *errors << error;
        },
        [this, errors, all = ids.size()] {
            if (all > 1)
                tellErrors(tr("%1 of %2 documents were submitted again.")
                               .arg(named(all - errors->size()), named(all)),
                    *errors);
            else if (!errors->isEmpty())
                emit notice(errors->first());
        });
}

bool RunActions::mayBeRemoved(const QList<qint64> &ids) {
    if (ids.size() == 1)
        return confirmed(m_window, tr("Remove it from the list?"),
            tr("“%1” and its result are removed from this computer. At the service nothing changes, but this "
               "program forgets how to ask for it.")
                .arg(m_runs->find(ids.first())->name),
            tr("Remove"));
    QString words = tr("%1 runs and their results are removed from this computer. At the service nothing "
                       "changes, but this program forgets how to ask for them.")
                        .arg(named(ids.size()));
    if (const int open = unsettled(ids); open > 0)
        words += u' ' + tr("Of these, nobody knows yet how they ended: %1.").arg(named(open));
    return confirmed(m_window, tr("Remove %1 runs from the list?").arg(named(ids.size())), words,
        tr("Remove %1").arg(named(ids.size())));
}

void RunActions::saveResult(qint64 id) {
    const runs::Run *run = m_runs->find(id);
    if (!run)
        return;
    const QString name =
        run->kind == runs::InputKind::Text ? tr("text") : QFileInfo(run->name).completeBaseName();
    const QString folder = m_settings->folder(u"save"_s);
    chooseResultFile(m_window, folder, name + u".json"_s, [this, id](const QString &path) {
        m_settings->setFolder(u"save"_s, QFileInfo(path).absolutePath());
        saveFile(path, m_runs->resultReader(id), this, [this, path](const QString &error) {
            emit notice(
                error.isEmpty() ? tr("Saved %1").arg(path) : tr("Not saved to %1: %2").arg(path, error));
        });
    });
}

void RunActions::chooseExport(const QList<qint64> &ids) {
    chooseExportFolder(m_window, m_settings->folder(u"save"_s), [this, ids](const QString &folder) {
        m_settings->setFolder(u"save"_s, folder);
        exportResults(ids, folder);
    });
}

void RunActions::exportResults(const QList<qint64> &ids, const QString &folder) {
    if (m_export) {
        emit notice(tr("Results are being exported already. Try again when that is done."));
        return;
    }
    QList<ExportItem> items;
    for (qint64 id : ids) {
        if (const runs::Run *run = m_runs->find(id))
            items << ExportItem{run->name, m_runs->resultReader(id)};
    }
    m_export = new ResultExport(folder, items, this);
    connect(m_export, &ResultExport::progressed, this, [this](int done, int all) {
        emit notice(tr("Exporting results: %1 of %2").arg(named(done), named(all)));
    });
    connect(m_export, &ResultExport::finished, this, [this, folder](int written, const QStringList &errors) {
        m_export->deleteLater();
        m_export.clear();
        tellErrors(tr("%1 results were exported to %2.").arg(named(written), folder), errors);
    });
    m_export->start();
}

void RunActions::tellErrors(const QString &words, const QStringList &errors) {
    constexpr qsizetype most = 10;
    emit notice(words);
    if (errors.isEmpty())
        return;
    QString lines = errors.mid(0, most).join(u'\n');
    if (errors.size() > most)
        lines += u'\n' + tr("and %1 more").arg(named(errors.size() - most));
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Not all of it went well"),
        tr("%1 Not so:").arg(words) + u"\n\n"_s + lines, QMessageBox::Ok, m_window);
    box->setObjectName(u"errorsBox"_s);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void RunActions::deleteAtService(qint64 id) {
    const runs::Run *run = m_runs->find(id);
    if (!run || run->collectionId.isEmpty())
        return;
    const bool here = run->state == RunState::Ready;
    const QString kept = here ? tr("The result that is here stays here.")
                              : tr("There is no result of it here, and none can be asked for any more.");
    if (confirmed(m_window, tr("Delete it at the service?"),
            tr("The service deletes “%1” and its result, for everybody and for good. This cannot be taken "
               "back. %2")
                .arg(run->name, kept),
            tr("Delete at the service")))
        m_runs->deleteAtService(id);
}

void RunActions::adopt(qint64 id, const QString &collectionId) {
    if (!m_runs->adopt(id, collectionId))
        emit notice(tr("That one cannot be taken any more: another run has it. Look again."));
}

} // namespace ui

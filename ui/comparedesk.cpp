// SPDX-License-Identifier: MIT
#include "ui/comparedesk.h"

#include "app/results/comparisonloader.h"
#include "app/runs/runservice.h"
#include "app/settings/settings.h"
#include "ui/comparedialog.h"
#include "ui/filedialogs.h"
#include "ui/resultexport.h"

#include <QDateTime>
#include <QFileInfo>
#include <QLocale>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

CompareSide sideOf(const runs::Run &run) {
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(run.createdAt);
    QStringList about;
    if (!run.workflowName.isEmpty())
        about << run.workflowName.simplified();
    if (!run.versionId.isEmpty())
        about << CompareDesk::tr("version %1").arg(run.versionId.simplified());
    return {run.name.simplified(), QLocale().toString(when, QLocale::ShortFormat), about.join(u" · "_s)};
}

/// What one dialog shows beside the comparison: which side is which, and what is wrong with them.
struct Sides {
    CompareSide left;
    CompareSide right;
    bool leftRemoved = false;
    bool rightRemoved = false;
    QString leftFault;
    QString rightFault;

    void swap() {
        std::swap(left, right);
        std::swap(leftRemoved, rightRemoved);
        std::swap(leftFault, rightFault);
    }
    QStringList notices() const {
        QStringList lines;
        if (!leftFault.isEmpty())
            lines << CompareDesk::tr("Left: %1.").arg(leftFault);
        if (!rightFault.isEmpty())
            lines << CompareDesk::tr("Right: %1.").arg(rightFault);
        if (leftRemoved)
            lines << CompareDesk::tr("The run on the left was removed. What was read of it is still here.");
        if (rightRemoved)
            lines << CompareDesk::tr("The run on the right was removed. What was read of it is still here.");
        return lines;
    }
};

} // namespace

CompareDesk::CompareDesk(runs::RunService *runs, settings::Settings *settings, QWidget *window)
    : QObject(window)
    , m_runs(runs)
    , m_settings(settings)
    , m_window(window) {}

CompareDesk::~CompareDesk() {
    for (const Open &open : m_open) {
        if (open.dialog) // the program ends
            m_settings->setGeometry(u"compare"_s, open.dialog->saveGeometry());
    }
}

void CompareDesk::compare(const QList<qint64> &ids) {
    const runs::Run *last = ids.isEmpty() ? nullptr : m_runs->find(ids.last());
    const qint64 first = ids.size() > 1 ? ids.first() : last ? m_runs->history().earlierResult(*last) : 0;
    const runs::Run *other = first > 0 ? m_runs->find(first) : nullptr;
    if (last && other && ids.size() <= 2)
        open(*other, *last);
    else
        emit notice(ids.size() > 1 ? tr("Two results that are here can be compared.")
                                   : tr("There is no earlier result of this document."));
}

void CompareDesk::open(const runs::Run &left, const runs::Run &right) {
    std::erase_if(m_open, [](const Open &open) { return !open.dialog; });
    for (const Open &open : m_open) {
        if (open.left == left.id && open.right == right.id) {
            open.dialog->show();
            open.dialog->raise();
            open.dialog->activateWindow();
            return;
        }
    }
    auto *dialog = new CompareDialog(m_window);
    m_open.push_back({left.id, right.id, dialog});
    const auto sides = std::make_shared<Sides>(Sides{sideOf(left), sideOf(right), false, false, {}, {}});
    dialog->setSides(sides->left, sides->right);
    dialog->restoreGeometry(m_settings->geometry(u"compare"_s));

    auto *loader = new results::ComparisonLoader(dialog);
    connect(loader, &results::ComparisonLoader::compared, dialog,
        [dialog, sides](
            const results::ComparisonPtr &comparison, const QString &leftFault, const QString &rightFault) {
            sides->leftFault = leftFault;
            sides->rightFault = rightFault;
            dialog->setSides(sides->left, sides->right);
            dialog->setNotices(sides->notices());
            dialog->setComparison(comparison);
        });
    const auto swapped = std::make_shared<bool>(false);
    connect(dialog, &CompareDialog::swapRequested, loader, [loader, sides, swapped] {
        sides->swap();
        *swapped = !*swapped;
        loader->swap();
    });
    connect(dialog, &CompareDialog::keysChosen, loader,
        [loader](const QHash<QString, QString> &keys) { loader->setOptions({keys}); });
    connect(dialog, &CompareDialog::exportRequested, this, [this, dialog] { chooseFile(dialog); });
    connect(dialog, &QDialog::finished, this,
        [this, dialog] { m_settings->setGeometry(u"compare"_s, dialog->saveGeometry()); });
    connect(m_runs, &runs::RunService::runRemoved, dialog,
        [dialog, sides, swapped, leftId = left.id, rightId = right.id](qint64 id) {
            if (id != leftId && id != rightId)
                return;
            ((id == leftId) != *swapped ? sides->leftRemoved : sides->rightRemoved) = true;
            dialog->setNotices(sides->notices());
        });
    loader->load(m_runs->resultReader(left.id), m_runs->resultReader(right.id));
    dialog->show();
}

void CompareDesk::chooseFile(CompareDialog *dialog) {
    const QString name = fileNameFor(dialog->suggestedName() + u".csv"_s) + u".csv"_s;
    chooseCsvFile(dialog, m_settings->folder(u"save"_s), name, [this, dialog](const QString &path) {
        m_settings->setFolder(u"save"_s, QFileInfo(path).absolutePath());
        saveFile(path, dialog->exporter(), dialog, [dialog, path](const QString &error) {
            dialog->setOutcome(
                error.isEmpty() ? tr("Saved %1").arg(path) : tr("Not saved to %1: %2").arg(path, error));
        });
    });
}

} // namespace ui

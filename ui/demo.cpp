// SPDX-License-Identifier: MIT
#include "ui/demo.h"

#include "app/results/field.h"
#include "app/results/fieldtext.h"
#include "app/runs/runservice.h"
#include "ui/mainwindow.h"
#include "ui/resultpane.h"
#include "ui/submitpane.h"

#include <QPixmap>
#include <QPushButton>
#include <QTextStream>

using namespace Qt::StringLiterals;

namespace ui {

Demo::Demo(MainWindow *window, runs::RunService *runs, QString picturePath, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_runs(runs)
    , m_picturePath(std::move(picturePath)) {
    m_deadline.setSingleShot(true);
    m_deadline.setInterval(60'000);
    connect(&m_deadline, &QTimer::timeout, this, [this] { fail(tr("No result within a minute.")); });
    m_watch.setInterval(50);
    connect(&m_watch, &QTimer::timeout, this, &Demo::watch);
}

void Demo::start() {
    connect(m_window, &MainWindow::resultShown, this, &Demo::report);
    connect(m_runs, &runs::RunService::runChanged, this, [this](const runs::Run &run) {
        if (!run.isActive() && run.state != runs::RunState::Ready)
            fail(u"%1 %2"_s.arg(run.message, run.detail).simplified());
    });
    m_deadline.start();
    m_watch.start();
    m_window->stageFiles({u":/samples/invoice-0847.pdf"_s});
}

void Demo::watch() {
    // The button comes alive when the workflows are listed and the file has been looked at.
    const auto *button = m_window->submitPane()->findChild<QPushButton *>(u"submitButton"_s);
    if (m_submitted || !button || !button->isEnabled())
        return;
    m_submitted = true;
    m_watch.stop();
    m_window->submit();
}

void Demo::report(qint64 runId) {
    const runs::Run *run = m_runs->find(runId);
    const std::optional<QByteArray> bytes = m_runs->result(runId);
    if (!run || !bytes)
        return fail(tr("The result is not in the ledger."));
    m_deadline.stop();
    m_window->resultPane()->setView(ResultPane::Tree);
    const auto document = results::ResultDocument::fromBytes(*bytes);
    QTextStream out(stdout);
    out << run->name << " · " << run->workflowName << " · " << run->collectionId << "\n\n"
        << results::fieldsAsText(results::readFields(*document)) << '\n';
    const QPixmap picture = m_window->grab();
    if (picture.isNull() || !picture.save(m_picturePath, "PNG"))
        return fail(tr("The picture could not be written to %1.").arg(m_picturePath));
    out << tr("Picture: %1").arg(m_picturePath) << Qt::endl;
    emit finished(0);
}

void Demo::fail(const QString &words) {
    m_watch.stop();
    m_deadline.stop();
    QTextStream(stderr) << words << Qt::endl;
    emit finished(1);
}

} // namespace ui

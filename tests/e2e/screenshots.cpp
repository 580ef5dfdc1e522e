// SPDX-License-Identifier: MIT
// Writes a picture of every state of the window, in light and dark, in three sizes: screenshots DIR [STATE…]
#include "app/runs/runsmodel.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/workbench.h"
#include "ui/dropoverlay.h"
#include "ui/fieldspage.h"
#include "ui/resultpane.h"
#include "ui/runspane.h"
#include "ui/settingsdialog.h"
#include "ui/submitpane.h"
#include "ui/theme.h"
#include "ui/watchpanel.h"

#include <QAbstractButton>
#include <QApplication>
#include <QBuffer>
#include <QDialog>
#include <QDir>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTextEdit>
#include <QTextStream>
#include <QTreeView>
#include <QTreeWidget>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace {

const QString service = u"https://api.anyformat.ai"_s;

runs::Run run(const QString &name, runs::RunState state, qint64 minutesAgo) {
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    runs::Run result;
    result.profile = service;
    result.workflowId = u"0b5c7a3e-59a1-4f6e-8a41-6f1a1c6b2d10"_s;
    result.workflowName = u"Invoices"_s;
    result.name = name;
    result.path = u"/home/kim/in/"_s + name;
    result.size = 1'912'400;
    result.state = state;
    result.createdAt = now - minutesAgo * 60'000;
    result.uploadStartedAt = result.createdAt + 200;
    if (state != runs::RunState::Queued && state != runs::RunState::Uploading) {
        result.acceptedAt = result.createdAt + 1'300;
        result.collectionId = u"9d2f4c1a-77aa-4f0e-9c55-2f7be1d4a931"_s;
        result.versionId = u"FGaV4I2JAA"_s;
        result.attempts = 4;
        result.lastAskedAt = now - 4'000;
    }
    if (!result.isActive())
        result.endedAt = result.createdAt + 14'000;
    return result;
}

/// What a day at the service looks like; newest last.
QList<runs::Run> history() {
    using runs::RunState;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    runs::Run failed = run(u"scan-0031.png"_s, RunState::Failed, 42);
    failed.message = u"The service could not extract this document. Failed documents are not billed."_s;
    failed.detail = u"extraction failed\nThe document could not be read: page 1 holds no legible text."_s;
    failed.remedy =
        u"Check that the document opens, is not protected by a password and can be read; then submit it again."_s;
    failed.requestId = u"5f0c5b7f8d1e4a0c9b7a6c1d2e3f4a5b"_s;
    failed.httpStatus = 422;
    runs::Run unconfirmed = run(u"invoice-0840.pdf"_s, RunState::Unconfirmed, 31);
    unconfirmed.collectionId.clear();
    unconfirmed.acceptedAt = 0;
    unconfirmed.attempts = 0;
    unconfirmed.message = u"The whole document was sent, but no clear answer came back. It may be running at "
                          u"the service and may be "
                          u"billed. The connection to api.anyformat.ai was lost before it answered."_s;
    unconfirmed.remedy =
        u"Look for it in the AnyFormat web app before you send it again: sending again can mean paying twice."_s;
    runs::Run stopped =
        run(u"contract-berlin-office-lease-amendment-no-4-final-v3 (signed).pdf"_s, RunState::Stopped, 25);
    stopped.message =
        u"Stopped asking; the run itself may go on at the service. The service rejected the API key."_s;
    stopped.detail = u"Authentication failed\nThe API key is not valid."_s;
    stopped.remedy = u"Replace the API key in Settings: issuing a new key ends the old one."_s;
    stopped.requestId = u"00112233445566778899aabbccddeeff"_s;
    stopped.httpStatus = 401;
    stopped.linkedRun = 1; // the failed one
    runs::Run waiting = run(u"invoice-0851.pdf"_s, RunState::Waiting, 0);
    waiting.createdAt = now - 33'000;
    waiting.uploadStartedAt = now - 32'600;
    waiting.acceptedAt = now - 31'000;
    waiting.statusWord = u"in_progress"_s;
    waiting.nextAskAt = now + 5'000;
    waiting.deadlineAt = now + 29 * 60'000;
    runs::Run uploading = run(u"annual report 2026, with appendices.pdf"_s, RunState::Queued, 0);
    return {failed, run(u"receipt-march.txt"_s, RunState::Ready, 40), unconfirmed, stopped,
        run(u"invoice-0839.pdf"_s, RunState::Ready, 12), run(u"invoice-0838.pdf"_s, RunState::Ready, 11),
        waiting, uploading};
}

runs::TimelineEntry happened(runs::Event::Kind kind, qint64 at, int status = 0, qint64 duration = 0,
    const QString &words = {}, int times = 1) {
    runs::TimelineEntry entry;
    entry.kind = kind;
    entry.at = at;
    entry.lastAt = at + (times - 1) * 1'000;
    entry.times = times;
    entry.httpStatus = status;
    entry.duration = duration;
    entry.words = words;
    if (status > 0)
        entry.requestId = u"5f0c5b7f8d1e4a0c9b7a6c1d2e3f4a5b"_s;
    return entry;
}

/// What the ledger remembers of a run that looks like this.
QList<runs::TimelineEntry> timelineOf(const runs::Run &run) {
    using runs::Event;
    QList<runs::TimelineEntry> all{happened(Event::UploadStarted, run.uploadStartedAt)};
    if (run.acceptedAt == 0) {
        all << happened(Event::AnswerLost, run.endedAt, 0, 12'400, run.message);
        return all;
    }
    all << happened(Event::Accepted, run.acceptedAt, 202, 412)
        << happened(Event::StillRunning, run.acceptedAt + 4'000, 412, 95, u"in_progress"_s, 14);
    if (run.state == runs::RunState::Failed)
        all << happened(Event::ServiceFailed, run.endedAt, 422, 101, run.message);
    if (run.state == runs::RunState::Stopped)
        all << happened(Event::QuestionRefused, run.endedAt, 401, 80, run.message);
    return all;
}

class Camera {
public:
    Camera(QDir folder, QStringList wanted, ui::Theme *theme)
        : m_folder(std::move(folder))
        , m_wanted(std::move(wanted))
        , m_theme(theme) {}

    bool wants(const QString &state) const { return m_wanted.isEmpty() || m_wanted.contains(state); }

    /// `over`: a dialog to show in the middle of the picture.
    void take(const QString &state, QWidget *window, QWidget *over = nullptr) {
        if (!wants(state))
            return;
        for (const bool dark : {false, true}) {
            m_theme->apply(dark ? ui::Theme::Choice::Dark : ui::Theme::Choice::Light);
            for (const QSize size : {QSize(820, 520), QSize(1280, 800), QSize(1920, 1080)}) {
                window->resize(size);
                settle();
                QPixmap picture = window->grab();
                if (over) {
                    const QPixmap dialog = over->grab();
                    QPainter painter(&picture);
                    painter.fillRect(picture.rect(), QColor(0, 0, 0, 90));
                    painter.drawPixmap((picture.width() - dialog.width()) / 2,
                        (picture.height() - dialog.height()) / 2, dialog);
                }
                const QString name = u"%1-%2-%3x%4.png"_s.arg(state, dark ? u"dark"_s : u"light"_s)
                                         .arg(size.width())
                                         .arg(size.height());
                if (!picture.save(m_folder.filePath(name)))
                    qFatal("cannot write %s", qPrintable(name));
                QTextStream(stdout) << name << Qt::endl;
            }
        }
    }

private:
    static void settle() {
        for (int i = 0; i < 5; ++i) {
            QCoreApplication::sendPostedEvents();
            QCoreApplication::processEvents();
        }
    }

    QDir m_folder;
    QStringList m_wanted;
    ui::Theme *m_theme;
};

template<typename Condition>
void await(Condition condition, const char *what) {
    if (!QTest::qWaitFor(condition, 30'000))
        qFatal("%s did not happen", what);
}

void photographSandbox(Camera &camera) {
    const QTemporaryDir data;
    const QTemporaryDir documents;
    support::Workbench work(data.path());
    work.open();
    ui::MainWindow *window = work.window.get();
    auto *submit = window->findChild<QPushButton *>(u"submitButton"_s);
    await([&] { return work.session.catalog()->rowCount() > 0; }, "the list of workflows");
    camera.take(u"empty"_s, window);

    const QString large = documents.filePath(u"scan 14.tiff"_s);
    const QString odd = documents.filePath(u"quarterly figures, third draft (do not share).csv"_s);
    for (const QString &path : {large, odd}) {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write("Total;1.00") < 0)
            qFatal("cannot write documents");
    }
    QFile::resize(large, 28'400'000);
    window->stageFiles({u":/samples/invoice-0847.pdf"_s, large, odd});
    await([&] { return window->stagedFiles()->rowCount() == 3; }, "staging");
    camera.take(u"staged"_s, window);

    QStringList many;
    for (int i = 0; i < 50; ++i) {
        many << documents.filePath(u"statement %1.txt"_s.arg(i + 1));
        QFile file(many.last());
        if (!file.open(QIODevice::WriteOnly) || file.write("Total: 1.00") < 0)
            qFatal("cannot write documents");
    }
    window->stageFiles(many);
    await([&] { return window->stagedFiles()->rowCount() == 53; }, "staging of many");
    camera.take(u"staged-many"_s, window);
    const QString fresh = documents.filePath(u"growing scan.txt"_s);
    if (QFile file(fresh); !file.open(QIODevice::WriteOnly) || file.write("Total: 2.00") < 0)
        qFatal("cannot write documents");
    window->stagedFiles()->clear();
    window->stageFiles({fresh, many.at(0), many.at(1)});
    await([&] { return window->stagedFiles()->tally().unsettled > 0; }, "a file that is being written");
    camera.take(u"staged-unsettled"_s, window);
    await([&] { return window->stagedFiles()->tally().repeated > 0; }, "doubles");
    camera.take(u"staged-twice"_s, window);

    window->stageFiles({documents.path()});
    QDialog *gather = nullptr;
    await([&] { return (gather = window->findChild<QDialog *>(u"gatherDialog"_s)); }, "the question");
    auto *gatherAdd = gather->findChild<QPushButton *>(u"gatherAdd"_s);
    await([&] { return gatherAdd->isEnabled(); }, "the count");
    camera.take(u"gather"_s, window, gather);
    gather->reject();

    QMimeData mime;
    mime.setUrls(
        {QUrl::fromLocalFile(large), QUrl::fromLocalFile(odd), QUrl::fromLocalFile(documents.path())});
    QDragEnterEvent enter(QPoint(400, 300), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window, &enter);
    auto *overlay = window->findChild<QWidget *>(u"dropOverlay"_s);
    await([&] { return overlay && overlay->accessibleName().contains(u"large"_s); }, "the hover message");
    camera.take(u"hovering"_s, window);
    QDragLeaveEvent leave;
    QApplication::sendEvent(window, &leave);

    const QString text = u"Invoice number: INV-77\nDate: 15 March 2026\nTotal: 1,250.00 EUR\n"_s;
    window->submitPane()->setText(text);
    window->submitPane()->setPane(ui::SubmitPane::Text);
    camera.take(u"text"_s, window);
    window->submitPane()->setText({});
    window->submitPane()->setPane(ui::SubmitPane::Files);

    window->stagedFiles()->clear();
    window->stageFiles({u":/samples/invoice-0847.pdf"_s});
    await([&] { return submit->isEnabled(); }, "the submit button");
    QSignalSpy shown(window, &ui::MainWindow::resultShown);
    window->submit();
    await([&] { return !shown.isEmpty(); }, "the result");
    camera.take(u"ready-fields"_s, window);
    window->resultPane()->setView(ui::ResultPane::Tree);
    camera.take(u"ready-tree"_s, window);
    window->resultPane()->setView(ui::ResultPane::Raw);
    camera.take(u"ready-raw"_s, window);
    window->resultPane()->setView(ui::ResultPane::Table);
    auto *table = window->findChild<QAbstractItemView *>(u"tableView"_s);
    await([&] { return table->model()->rowCount() > 0; }, "the table");
    camera.take(u"ready-table"_s, window);
    window->resultPane()->setView(ui::ResultPane::Markdown);
    auto *markdown = window->findChild<QTextEdit *>(u"markdownView"_s);
    await([&] { return !markdown->document()->isEmpty(); }, "the text");
    camera.take(u"ready-markdown"_s, window);
    window->resultPane()->setView(ui::ResultPane::Timeline);
    camera.take(u"ready-timeline"_s, window);
    window->submitPane()->setText(text);
    window->submitPane()->setPane(ui::SubmitPane::Text);
    shown.clear();
    window->submit();
    await([&] { return !shown.isEmpty(); }, "the result of the text");
    window->submitPane()->setText(text);
    auto *earlier = window->findChild<QWidget *>(u"textEarlier"_s);
    await([&] { return earlier->isVisible(); }, "the word of the earlier run");
    camera.take(u"text-twice"_s, window);
}

void photographService(Camera &camera) {
    const QTemporaryDir data;
    QList<runs::Run> runs = history();
    {
        runs::RunStore store(data.path() + u"/ledger.sqlite"_s);
        QString error = store.open();
        if (error.isEmpty())
            error = store.insert(runs, {});
        for (const runs::Run &run : std::as_const(runs)) {
            for (const runs::TimelineEntry &entry : timelineOf(run)) {
                for (int time = 0; time < entry.times; ++time) {
                    runs::TimelineEntry once = entry; // the ledger counts
                    once.times = 1;
                    once.at = once.lastAt = entry.at + time * 600;
                    if (error.isEmpty() && run.state != runs::RunState::Queued)
                        error = store.write({run, once});
                }
            }
        }
        if (!error.isEmpty())
            qFatal("%s", qPrintable(error));
    }
    support::Workbench work(data.path());
    work.settings.setProfile(settings::Profile::Service);
    work.open();
    ui::MainWindow *window = work.window.get();
    await([&] { return work.keys.state() == settings::KeyState::None; }, "the keychain's answer");
    camera.take(u"no-key"_s, window);

    const auto idOf = [&](runs::RunState state) {
        for (const runs::Run &run : std::as_const(runs)) {
            if (run.state == state)
                return run.id;
        }
        return qint64(0);
    };
    window->showRun(idOf(runs::RunState::Failed));
    camera.take(u"failed"_s, window);
    window->showRun(idOf(runs::RunState::Stopped));
    camera.take(u"stopped"_s, window);
    window->showRun(idOf(runs::RunState::Unconfirmed));
    camera.take(u"unconfirmed"_s, window);

    runs::Run refused = runs.first();
    refused.name = u"invoice-0852.pdf"_s;
    refused.acceptedAt = 0;
    refused.collectionId.clear();
    refused.versionId.clear();
    refused.attempts = 0;
    refused.httpStatus = 404;
    refused.message = u"Not accepted, nothing billed. There is no such workflow at the service."_s;
    refused.detail = u"Not found."_s;
    refused.remedy =
        u"Reload the workflows and choose one of them; what was asked for may have been deleted."_s;
    window->showRun(runs.at(1).id);
    window->showRun(refused.id);
    emit work.service.runChanged(refused);
    camera.take(u"refused"_s, window);

    work.keychain.secrets.insert(service, u"af_picture_key"_s);
    // Nobody answers at this address; the key is there and the runs rest where they are.
    runs::Run uploading = runs.last();
    uploading.state = runs::RunState::Uploading;
    uploading.bytesSent = 1'223'000;
    uploading.bytesTotal = 1'912'900;
    window->showRun(uploading.id);
    emit work.service.runChanged(uploading);
    camera.take(u"uploading"_s, window);
    window->showRun(idOf(runs::RunState::Waiting));
    camera.take(u"waiting"_s, window);

    window->openSettings();
    auto *dialog = window->findChild<ui::SettingsDialog *>();
    camera.take(u"settings"_s, window, dialog);
    dialog->watchPanel()->show({u"Invoices"_s, u"/home/ada/Scans/Invoices"_s, true,
        u"Watched · 12 submitted since the start · 1 held back (scan 14.pdf: damaged: it cannot be read as a "
        "PDF)"_s,
        false, {u"scan 14.pdf"_s}, {}});
    camera.take(u"watched"_s, window, dialog);
    dialog->watchPanel()->examine(u"/home/ada/Scans/Receipts"_s);
    dialog->watchPanel()->showExamined(u"/home/ada/Scans/Receipts"_s, 12, {});
    camera.take(u"watch-question"_s, window, dialog);
    dialog->watchPanel()->show({});
    work.keychain.status = settings::CredentialStatus::Unavailable;
    work.keys.refresh();
    await([&] { return work.keys.state() == settings::KeyState::Unavailable; }, "the missing keychain");
    camera.take(u"keychain-unavailable"_s, window, dialog);
}

/// Thousands of runs: several selected, the queue paused, a search that finds nothing.
void photographHistory(Camera &camera) {
    using runs::RunState;
    const QTemporaryDir data;
    {
        runs::RunStore store(data.path() + u"/ledger.sqlite"_s);
        QList<runs::Run> all;
        for (int i = 0; i < 4'231; ++i)
            all << run(u"invoice-%1.pdf"_s.arg(i + 1, 4, 10, QChar(u'0')),
                i % 200 == 7   ? RunState::Failed
                : i % 900 == 5 ? RunState::Stopped
                               : RunState::Ready,
                4'300 - i);
        for (int i = 0; i < 12; ++i)
            all << run(u"statement-%1.pdf"_s.arg(i + 1), i < 3 ? RunState::Waiting : RunState::Queued, 1);
        QString error = store.open();
        if (error.isEmpty())
            error = store.insert(all, {});
        if (error.isEmpty())
            error = store.updateWithResult(all.at(all.size() - 14),
                R"({"extractions":[{"fields":{"invoice_number":{"value":"INV-2024-4230","confidence":97},)"
                R"("total_amount":{"value":"4,087.50","confidence":91}}}]})");
        if (!error.isEmpty())
            qFatal("%s", qPrintable(error));
    }
    support::Workbench work(data.path());
    work.settings.setProfile(settings::Profile::Service);
    work.open();
    ui::MainWindow *window = work.window.get();
    auto *list = window->findChild<QListView *>(u"runsList"_s);
    const auto words = [&] {
        return window->findChild<QLabel *>(u"statusRuns"_s)->text();
    };
    await([&] { return words().contains(u"ready"_s); }, "the totals");
    window->showRun(list->model()->index(13, 0).data(runs::RunsModel::IdRole).toLongLong());
    list->selectionModel()->select(
        {list->model()->index(11, 0), list->model()->index(14, 0)}, QItemSelectionModel::Select);
    camera.take(u"history"_s, window);
    work.service.setPaused(true);
    camera.take(u"paused"_s, window);
    auto *search = window->findChild<QLineEdit *>(u"runsFilter"_s);
    search->setText(u"acme"_s);
    QTest::keyClick(search, Qt::Key_Return);
    const auto *runs = qobject_cast<runs::RunsModel *>(list->model());
    await([runs] { return !runs->isSearching(); }, "the answer of the search");
    camera.take(u"nothing-found"_s, window);
}

/// Two results of one document; the one from last week by another version of the workflow.
void photographComparison(Camera &camera) {
    using runs::RunState;
    if (!camera.wants(u"compare"_s))
        return;
    const QTemporaryDir data;
    QList<runs::Run> both{
        run(u"invoice-0847.pdf"_s, RunState::Ready, 10'000), run(u"invoice-0847.pdf"_s, RunState::Ready, 5)};
    both[0].versionId = u"FGaV4I2JAA"_s;
    both[1].versionId = u"FHbX0K7MBB"_s;
    const QByteArray earlier =
        R"({"extractions":[{"fields":{"invoice_number":{"value":"INV-2024-0847","confidence":97},
        "invoice_date":{"value":"2024-03-15","confidence":95},"total_amount":{"value":"4,087.50","confidence":91},
        "currency":{"value":"USD","confidence":99},"customer":{"value":"Northwind Traders GmbH","confidence":88},
        "payment_terms":{"value":"Payable within 30 days of receipt of the invoice without deduction. 2 % discount within 10 days.","confidence":83},
        "purchase_order":{"value":"PO-7731","confidence":58},"due_date":{"value":null},
        "line_items":[{"description":{"value":"Hex bolt M4 x 20","confidence":96},"quantity":{"value":1200,"confidence":97},"amount":{"value":"960.00","confidence":95}},
        {"description":{"value":"Washer 4 mm","confidence":94},"quantity":{"value":2400,"confidence":97},"amount":{"value":"480.00","confidence":95}},
        {"description":{"value":"Assembly, per hour","confidence":90},"quantity":{"value":21,"confidence":71},"amount":{"value":"2,647.50","confidence":92}}]}}]})";
    const QByteArray later =
        R"({"extractions":[{"fields":{"invoice_number":{"value":"INV-2024-0847","confidence":98},
        "invoice_date":{"value":"15 March 2024","confidence":96},"total_amount":{"value":4087.5,"confidence":97},
        "currency":{"value":"USD","confidence":99},"customer":{"value":"Northwind Traders Ltd","confidence":61},
        "payment_terms":{"value":"Payable within 14 days of receipt of the invoice without deduction. 3 % discount within 10 days.","confidence":79},
        "due_date":{"value":"2024-03-29","confidence":84},"iban":{"value":"DE02 1203 0000 0000 2020 51","confidence":93},
        "line_items":[{"description":{"value":"Washer 4 mm","confidence":95},"quantity":{"value":2400,"confidence":97},"amount":{"value":"480.00","confidence":95}},
        {"description":{"value":"Hex bolt M4 x 20","confidence":97},"quantity":{"value":1200,"confidence":97},"amount":{"value":"960.00","confidence":95}},
        {"description":{"value":"Assembly, per hour","confidence":92},"quantity":{"value":27,"confidence":88},"amount":{"value":"2,647.50","confidence":92}},
        {"description":{"value":"Freight","confidence":81},"quantity":{"value":1,"confidence":90},"amount":{"value":"0.00","confidence":77}}]}}]})";
    {
        runs::RunStore store(data.path() + u"/ledger.sqlite"_s);
        QString error = store.open();
        if (error.isEmpty())
            error = store.insert(both, {});
        for (int i = 0; i < 2 && error.isEmpty(); ++i)
            error = store.updateWithResult(both.at(i), i == 0 ? earlier : later);
        if (!error.isEmpty())
            qFatal("%s", qPrintable(error));
    }
    support::Workbench work(data.path());
    work.settings.setProfile(settings::Profile::Service);
    work.open();
    auto *list = work.window->findChild<QListView *>(u"runsList"_s);
    list->selectAll();
    list->setFocus();
    await([&] { return work.window->isActiveWindow(); }, "the active window");
    QTest::keyClick(list, Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    QDialog *dialog = nullptr;
    await([&] { return (dialog = work.window->findChild<QDialog *>(u"compareDialog"_s)); }, "the comparison");
    auto *view = dialog->findChild<QTreeView *>(u"compareView"_s);
    await([&] { return view->model()->rowCount() > 0; }, "the verdicts");
    view->setCurrentIndex(view->model()->index(5, 0));
    camera.take(u"compare"_s, dialog);
    dialog->close();
}

/// A bundle of two documents: classes, splits, doubts, overrides, a table with gaps.
void photographFields(Camera &camera) {
    const QTemporaryDir data;
    runs::Run bundle = run(u"bundle-march.pdf"_s, runs::RunState::Ready, 3);
    {
        QByteArrayList rows;
        for (int i = 0; i < 42; ++i) {
            const QByteArray number = QByteArray::number(i);
            rows += R"({"description":{"value":"Hex bolt M)" + QByteArray::number(3 + i % 9) +
                    R"(, zinc plated","confidence":)" + QByteArray::number(99 - i % 50) +
                    R"(,"verification_status":"verified","evidence":[{"text":"Hex bolt M)" + number +
                    R"(","page_number":2}]},"qty":{"value":)" + QByteArray::number(i * 100) +
                    R"(,"confidence":93},"amount":{"value":)" +
                    (i % 5 ? "\"" + number + ".50\"" : QByteArray("null")) + R"(,"value_override":)" +
                    (i % 7 ? "null" : "\"12.00\"") + R"(,"confidence":)" + QByteArray::number(60 + i) + "}" +
                    (i % 3 ? R"(,"sku":{"value":"SKU-)" + number + "\"}" : QByteArray()) + "}";
        }
        runs::RunStore store(data.path() + u"/ledger.sqlite"_s);
        QList<runs::Run> all{bundle};
        QString error = store.open();
        if (error.isEmpty())
            error = store.insert(all, {});
        bundle = all.first();
        if (error.isEmpty())
            error = store.updateWithResult(bundle,
                R"({"classifications":[{"category":"Bundle","confidence":0.98,"evidence":"Two letterheads"}],)"
                R"("splits":[{"name":"Invoice","confidence":0.91,"files":[{"file_name":"bundle-march.pdf",)"
                R"("pages":[1,2,3]}],"partitions":[{"name":"A","confidence":0.7,"files":[{"pages":[1]}]}]},)"
                R"({"name":"Letter","confidence":0.66,"files":[{"file_name":"bundle-march.pdf","pages":[4]}]}],)"
                R"("extractions":[{"split_name":"Invoice","partition":"A","fields":{)"
                R"("invoice_number":{"value":"INV-2024-0847","confidence":97,"verification_status":"verified",)"
                R"("evidence":[{"text":"Invoice #INV-2024-0847","page_number":1},{"text":"x","page_number":2}]},)"
                R"("total_amount":{"value":"4087.50","value_override":"4,087.55","confidence":61,)"
                R"("verification_status":"verified","evidence":[{"text":"Total: $4,087.50","page_number":2}]},)"
                R"("currency":{"value":null,"value_override":"USD","confidence":40,)"
                R"("verification_status":"not_verified"},"discount":{"value":null,"confidence":null},)"
                R"("address":{"street":{"value":"12 Harbour Road","confidence":88},"city":{"value":"Bristol"}},)"
                R"("line_items":[)" +
                    rows.join(',') +
                    R"(]}},{"split_name":"Letter","fields":{"sender":{"value":"ACME Corporation","confidence":72,)"
                    R"("verification_status":"in_review","evidence":[{"text":"ACME","page_number":4}]}}}]})");
        if (!error.isEmpty())
            qFatal("%s", qPrintable(error));
    }
    support::Workbench work(data.path());
    work.settings.setProfile(settings::Profile::Service);
    work.open();
    ui::MainWindow *window = work.window.get();
    window->showRun(bundle.id);
    camera.take(u"fields-bundle"_s, window);
    auto *fields = window->findChild<ui::FieldsPage *>();
    fields->setCurrentPath(u"$.extractions[0].fields.line_items[2].amount"_s);
    window->findChild<QWidget *>(u"fieldGridView"_s)->setFocus();
    camera.take(u"fields-table"_s, window);
    window->findChild<QAbstractButton *>(u"fieldsBelow"_s)->click();
    window->findChild<QAbstractButton *>(u"fieldsGroup"_s)->click();
    camera.take(u"fields-doubts"_s, window);
}

/// A page as a picture out of thin air: a letterhead, a few lines, a stamp.
QByteArray pictureOfPage() {
    QImage page(1240, 1754, QImage::Format_RGB32);
    page.fill(Qt::white);
    QPainter painter(&page);
    painter.fillRect(QRect(100, 120, 420, 70), QColor(31, 111, 235));
    for (int line = 0; line < 24; ++line)
        painter.fillRect(QRect(100, 300 + 52 * line, 700 + (line * 137) % 340, 18), QColor(110, 118, 130));
    painter.setPen(QPen(QColor(201, 52, 52), 12));
    painter.drawEllipse(QPoint(960, 1500), 120, 120);
    painter.end();
    QByteArray file;
    QBuffer buffer(&file);
    buffer.open(QIODevice::WriteOnly);
    if (!page.save(&buffer, "png"))
        qFatal("cannot write a picture");
    return file;
}

/// The tree with what it shows of one value, and the search.
void photographValues(Camera &camera) {
    const QTemporaryDir data;
    runs::Run scan = run(u"scan-0107.pdf"_s, runs::RunState::Ready, 3);
    {
        QByteArray text;
        for (int i = 1; i < 4000; ++i)
            text += "Clause " + QByteArray::number(i) +
                    R"(. The goods stay the seller\u2019s \"until\" they are paid.\n)";
        runs::RunStore store(data.path() + u"/ledger.sqlite"_s);
        QList<runs::Run> all{scan};
        QString error = store.open();
        if (error.isEmpty())
            error = store.insert(all, {});
        scan = all.first();
        if (error.isEmpty())
            error = store.updateWithResult(scan,
                R"({"collection_id":"9d2f4c1a","parse":{"text":")" + text +
                    R"(","note":"Zahlung innerhalb 14 Tagen.\n)"
                    R"(Bei Verzug fallen Zinsen an.","pages":[{"page_number":1,"image_base64":")" +
                    pictureOfPage().toBase64() + R"(","half":")" + pictureOfPage().toBase64().first(3000) +
                    R"("}]},"serial":12345678901234567890123,)"
                    R"("extractions":[{"fields":{"total_amount":{"value":"4087.50","confidence":61}}}]})");
        if (!error.isEmpty())
            qFatal("%s", qPrintable(error));
    }
    support::Workbench work(data.path());
    work.settings.setProfile(settings::Profile::Service);
    work.open();
    ui::MainWindow *window = work.window.get();
    window->showRun(scan.id);
    window->resultPane()->setView(ui::ResultPane::Tree);
    auto *tree = window->findChild<QTreeView *>(u"treeView"_s);
    await([&] { return tree->model()->rowCount() > 0; }, "the tree");
    auto *path = window->findChild<QLineEdit *>(u"pathEdit"_s);
    const auto select = [&](const QString &where) {
        path->setText(where);
        QTest::keyClick(path, Qt::Key_Return);
    };
    auto *facts = window->findChild<QLabel *>(u"valueFacts"_s);
    select(u"$.parse.text"_s);
    await([&] { return facts->text().contains(u"lines"_s); }, "the count");
    camera.take(u"tree-text"_s, window);
    select(u"$.parse.pages[0].image_base64"_s);
    await([&] { return facts->text().contains(u"pixels"_s); }, "the picture");
    camera.take(u"tree-picture"_s, window);
    select(u"$.parse.pages[0].half"_s);
    auto *note = window->findChild<QLabel *>(u"valueNote"_s);
    await([&] { return note->isVisible(); }, "the sentence");
    camera.take(u"tree-picture-damaged"_s, window);
    select(u"$.serial"_s);
    camera.take(u"tree-number"_s, window);
    window->findChild<QAbstractButton *>(u"treePaneButton"_s)->click();
    window->resultPane()->find();
    auto *search = window->findChild<QLineEdit *>(u"searchText"_s);
    search->setText(u"page"_s);
    auto *count = window->findChild<QLabel *>(u"searchCount"_s);
    await([&] { return count->text().contains(u"hit"_s); }, "the hits");
    QTest::keyClick(search, Qt::Key_Return);
    camera.take(u"find"_s, window);
    window->findChild<QAbstractButton *>(u"searchFilter"_s)->click();
    auto *matches = window->findChild<QWidget *>(u"matchesView"_s);
    await([&] { return matches->isVisible(); }, "the matches");
    camera.take(u"find-matches"_s, window);
    window->findChild<QAbstractButton *>(u"searchFilter"_s)->click();
    window->resultPane()->setView(ui::ResultPane::Raw);
    QTest::keyClick(search, Qt::Key_Return);
    camera.take(u"find-raw"_s, window);
    window->findChild<QAbstractButton *>(u"searchExpression"_s)->click();
    search->setText(u"pa(ge"_s);
    camera.take(u"find-fault"_s, window);
}

/// An upload whose answer was lost, and two documents at the service that may be it.
void photographCandidates(Camera &camera) {
    const QTemporaryDir data;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const auto listed = [&](const QByteArray &id, qint64 at) {
        return R"({"id":")" + id + R"(","name":"invoice-0840.pdf","status":"in_progress","created_at":")" +
               QDateTime::fromMSecsSinceEpoch(at).toUTC().toString(Qt::ISODate).toLatin1() +
               R"(","updated_at":null})";
    };
    support::ScriptedServer server([&](const support::ScriptedRequest &request) {
        return support::ScriptedReply::json(
            200, request.path.contains("files")
                     ? R"({"count":2,"page":1,"page_size":100,"results":[)" +
                           listed("9d2f4c1a-77aa-4f0e-9c55-2f7be1d4a931", now - 9'000) + ',' +
                           listed("0198c0de-52ab-7000-8000-5b1c6f1f0a77", now - 4'000) + "]}"
                     : QByteArray(R"({"count":1,"results":[{"id":"w1","name":"Invoices"}]})"));
    });
    runs::Run unclear = history().at(2);
    unclear.profile = settings::origin(server.url());
    unclear.uploadStartedAt = now - 12'000;
    unclear.createdAt = now - 12'200;
    unclear.endedAt = now - 3'000;
    {
        runs::RunStore store(data.path() + u"/ledger.sqlite"_s);
        QString error = store.open();
        QList<runs::Run> one{unclear};
        if (error.isEmpty())
            error = store.insert(one, {});
        for (const runs::TimelineEntry &entry : timelineOf(one.first())) {
            if (error.isEmpty())
                error = store.write({one.first(), entry});
        }
        if (!error.isEmpty())
            qFatal("%s", qPrintable(error));
    }
    support::Workbench work(data.path());
    work.keychain.secrets.insert(settings::origin(server.url()), u"af_picture_key"_s);
    work.settings.setBaseUrl(server.url());
    work.settings.setProfile(settings::Profile::Service);
    work.open();
    ui::MainWindow *window = work.window.get();
    window->showRun(1);
    auto *list = window->findChild<QTreeWidget *>(u"candidatesList"_s);
    await([&] { return list->topLevelItemCount() == 2; }, "the candidates");
    list->setCurrentItem(list->topLevelItem(0));
    camera.take(u"candidates"_s, window);
}

/// A service that cannot be reached, with a key that is stored.
void photographUnreachable(Camera &camera) {
    const QTemporaryDir data;
    support::Workbench work(data.path());
    work.keychain.secrets.insert(u"http://127.0.0.1:9"_s, u"af_picture_key"_s);
    work.settings.setBaseUrl(QUrl(u"http://127.0.0.1:9"_s));
    work.settings.setProfile(settings::Profile::Service);
    work.open();
    await([&] { return work.session.catalog()->state() == runs::WorkflowCatalog::State::Failed; },
        "the refused connection");
    camera.take(u"unreachable"_s, work.window.get());
}

} // namespace

int main(int argc, char **argv) {
    QApplication app(argc, argv);
    QApplication::setApplicationDisplayName(u"AnyFormat Desktop"_s);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 2) {
        QTextStream(stderr) << "usage: screenshots DIR [STATE…]" << Qt::endl;
        return 2;
    }
    ui::Theme theme(app);
    theme.apply(ui::Theme::Choice::Light);
    Camera camera(QDir(arguments.at(1)), arguments.mid(2), &theme);
    photographSandbox(camera);
    photographService(camera);
    photographHistory(camera);
    photographFields(camera);
    photographValues(camera);
    photographComparison(camera);
    photographCandidates(camera);
    photographUnreachable(camera);
    return 0;
}

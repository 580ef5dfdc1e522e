// SPDX-License-Identifier: MIT
#include "tests/ui/tst_inspectprogress.h"

#include "tests/support/accessibility.h"
#include "tests/ui/inspectdata.h"
#include "ui/elidedlabel.h"
#include "ui/exacttimes.h"
#include "ui/progresspage.h"
#include "ui/resultpane.h"
#include "ui/stepsline.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLayout>
#include <QLocale>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <cmath>

using namespace Qt::StringLiterals;
using runs::Run;
using runs::RunState;
using testdata::child;
using testdata::start;

namespace {

constexpr RunState allStates[] = {RunState::Queued, RunState::Uploading, RunState::Waiting, RunState::Ready,
    RunState::Failed, RunState::Cancelled, RunState::Stopped, RunState::Unconfirmed};

QString textOf(const QWidget &pane, const char *name) {
    return child<QLabel>(pane, name).text();
}

QStringList visibleButtons(const QWidget &pane) {
    QStringList names;
    const QList<QPushButton *> buttons = pane.findChildren<QPushButton *>();
    for (const QPushButton *button : buttons) {
        if (button->isVisible())
            names += button->objectName();
    }
    names.sort();
    return names;
}

/// A pane in sight with this run on show.
struct Shown {
    explicit Shown(const Run &run) {
        pane.resize(900, 700);
        pane.show();
        pane.showRun(run);
    }
    ui::ResultPane pane;
};

} // namespace

void InspectProgressTest::askedText_data() {
    QTest::addColumn<int>("state");
    QTest::addColumn<qint64>("last"); // seconds before now; 0: never
    QTest::addColumn<qint64>("next"); // milliseconds after now
    QTest::addColumn<bool>("planned");
    QTest::addColumn<QString>("words");

    const int waiting = int(RunState::Waiting);
    QTest::newRow("between questions") << waiting << 4LL << 5000LL << true << u"asked 4 s ago, next in 5 s"_s;
    QTest::newRow("part of a second left")
        << waiting << 4LL << 200LL << true << u"asked 4 s ago, next in 1 s"_s;
    QTest::newRow("minutes") << waiting << 65LL << 90'000LL << true << u"asked 1:05 ago, next in 1:30"_s;
    QTest::newRow("due") << waiting << 4LL << 0LL << true << u"asked 4 s ago, the next question is due"_s;
    QTest::newRow("overdue") << waiting << 4LL << -3000LL << true
                             << u"asked 4 s ago, the next question is due"_s;
    QTest::newRow("first is due") << waiting << 0LL << 0LL << true << u"the first question is due"_s;
    QTest::newRow("first question") << waiting << 0LL << 5000LL << true << u"first question in 5 s"_s;
    QTest::newRow("under way") << waiting << 4LL << 0LL << false << u"asking now…"_s;
    QTest::newRow("the first under way") << waiting << 0LL << 0LL << false << u"asking now…"_s;
    QTest::newRow("not waiting") << int(RunState::Stopped) << 4LL << 5000LL << true << QString();
}

void InspectProgressTest::askedText() {
    QFETCH(int, state);
    QFETCH(qint64, last);
    QFETCH(qint64, next);
    QFETCH(bool, planned);
    Run run = testdata::run(RunState::Waiting);
    run.state = RunState(state);
    const qint64 now = start() + 600'000;
    run.lastAskedAt = last > 0 ? now - last * 1000 : 0;
    run.nextAskAt = planned ? now + next : 0;
    QTEST(ui::askedText(run, now), "words");
}

void InspectProgressTest::exactTimes_data() {
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("exact");
    QTest::addColumn<QString>("running");

    QTest::newRow("clock set back") << -500LL << u"0.0 s"_s << u"0 s"_s;
    QTest::newRow("tenths") << 400LL << u"0.4 s"_s << u"0 s"_s;
    QTest::newRow("seconds") << 12'100LL << u"12.1 s"_s << u"12 s"_s;
    QTest::newRow("almost a minute") << 59'960LL << u"1:00"_s << u"59 s"_s;
    QTest::newRow("minutes") << 65'400LL << u"1:05"_s << u"1:05"_s;
    QTest::newRow("hours") << 3'723'000LL << u"1:02:03"_s << u"1:02:03"_s;
}

void InspectProgressTest::exactTimes() {
    QFETCH(qint64, ms);
    QTEST(ui::exactDuration(ms), "exact");
    QTEST(ui::runningDuration(ms), "running");
}

void InspectProgressTest::states_data() {
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QStringList>("buttons"); // sorted
    QTest::addColumn<QString>("steps");

    const QString clock0 = u"14:02:05"_s;
    const QString clock1 = u"14:02:06"_s;
    const QString end = u"14:02:18"_s;
    const QString queued = u"Queued "_s + clock0;
    const QString uploading = u", Uploading "_s + clock0;
    const QString waiting = u", Waiting "_s + clock1;
    const QString uploaded = u", Uploaded "_s + clock0;
    const QString waited = u", Waited "_s + clock1;
    QTest::newRow("queued") << int(RunState::Queued) << u"Queued"_s << u"Waiting for its turn to be sent"_s
                            << QStringList{u"runCancelButton"_s} << queued;
    QTest::newRow("uploading") << int(RunState::Uploading) << u"Uploading"_s << u"Uploading"_s
                               << QStringList{u"runCancelButton"_s} << queued + uploading;
    QTest::newRow("waiting") << int(RunState::Waiting) << u"Waiting"_s << u"The service is working on it"_s
                             << QStringList{u"factDeadlineMore"_s, u"runAskNowButton"_s, u"runStopButton"_s}
                             << queued + uploaded + waiting;
    QTest::newRow("failed") << int(RunState::Failed) << u"Failed"_s << u"Failed"_s
                            << QStringList{u"endingSendAgainButton"_s}
                            << queued + uploaded + waited + u", Failed "_s + end;
    QTest::newRow("cancelled") << int(RunState::Cancelled) << u"Cancelled"_s << u"Cancelled"_s
                               << QStringList{u"endingSendAgainButton"_s}
                               << queued + uploaded + waited + u", Cancelled "_s + end;
    QTest::newRow("stopped") << int(RunState::Stopped) << u"Stopped"_s << u"Waiting was stopped"_s
                             << QStringList{u"endingAskAgainButton"_s}
                             << queued + uploaded + waited + u", Stopped "_s + end;
    QTest::newRow("unconfirmed") << int(RunState::Unconfirmed) << u"Unconfirmed"_s
                                 << u"Not confirmed: it may have arrived"_s
                                 << QStringList{u"candidatesLook"_s, u"endingSendAgainButton"_s}
                                 << queued + u", Upload unclear "_s + clock0 + u", Unconfirmed "_s + end;
}

void InspectProgressTest::states() {
    QFETCH(int, state);
    Shown shown(testdata::run(RunState(state)));
    shown.pane.tick(start() + 12'000);
    QTEST(textOf(shown.pane, "runState"), "word");
    QTEST(textOf(shown.pane, "progressTitle"), "title");
    QTEST(visibleButtons(shown.pane), "buttons");
    QTEST(child<ui::StepsLine>(shown.pane, "stepsLine").accessibleDescription(), "steps");
    QCOMPARE(textOf(shown.pane, "runName"), u"invoice-0847.pdf"_s);
    QVERIFY(child(shown.pane, "progressPage").isVisible());
    QVERIFY(!shown.pane.findChild<QWidget *>(u"resultPage"_s)); // it is made when there is a result
    QCOMPARE(child(shown.pane, "uploadBar").isVisible(), RunState(state) == RunState::Uploading);
    QCOMPARE(child(shown.pane, "progressMoving").isVisible(), RunState(state) == RunState::Waiting);
}

/// The same document to the same workflow would be refused again: it goes back to where it came from.
void InspectProgressTest::refusedRunsAreEdited() {
    Run run = testdata::run(RunState::Failed, 4711);
    run.acceptedAt = 0;
    run.collectionId.clear();
    run.httpStatus = 404;
    Shown shown(run);
    QCOMPARE(visibleButtons(shown.pane), QStringList{u"endingEditButton"_s});
    QVERIFY(!shown.pane.findChild<QAction *>(u"runSendAgain"_s)->isVisible());
    const QString steps = child<ui::StepsLine>(shown.pane, "stepsLine").accessibleDescription();
    QVERIFY2(steps.contains(u"Upload refused"_s), qPrintable(steps));
    QSignalSpy edit(&shown.pane, &ui::ResultPane::editRequested);
    QTest::keyClick(&child<QPushButton>(shown.pane, "endingEditButton"), Qt::Key_Space);
    QCOMPARE(edit.value(0).value(0).toLongLong(), 4711);

    run.httpStatus = 401; // with another key the same document goes
    shown.pane.showRun(run);
    QCOMPARE(
        visibleButtons(shown.pane), (QStringList{u"endingSendAgainButton"_s, u"endingSettingsButton"_s}));
    QCOMPARE(child<QPushButton>(shown.pane, "endingSendAgainButton").text(), u"Send again"_s);
    shown.pane.showRun(testdata::run(RunState::Unconfirmed));
    QCOMPARE(child<QPushButton>(shown.pane, "endingSendAgainButton").text(), u"Send again…"_s); // it asks
}

void InspectProgressTest::detailIsAsHighAsItsWords() {
    Run run = testdata::run(RunState::Failed);
    run.detail = u"page 2 is empty"_s;
    Shown shown(run);
    const auto &detail = child<QPlainTextEdit>(shown.pane, "endingDetail");
    QCoreApplication::processEvents(); // laid out
    const int one = detail.height();
    QCOMPARE(detail.verticalScrollBar()->maximum(), 0);
    run.detail = u"first\nsecond\nthird\nfourth"_s;
    shown.pane.showRun(run);
    QTRY_COMPARE(detail.height(), one + 3 * int(std::ceil(QFontMetricsF(detail.font()).lineSpacing())));
    QTRY_COMPARE(detail.verticalScrollBar()->maximum(), 0);
    // Narrow words: many lines for few characters.
    run.detail = u"some words that wrap at this width "_s.repeated(5);
    shown.pane.showRun(run);
    shown.pane.resize(420, 700);
    QTRY_COMPARE(detail.verticalScrollBar()->maximum(), 0);
    QVERIFY(detail.height() > one);
    run.detail = u"line\n"_s.repeated(40);
    shown.pane.showRun(run);
    QTRY_VERIFY(detail.verticalScrollBar()->maximum() > 0);
    QVERIFY(detail.height() < 10 * detail.fontMetrics().lineSpacing() + 20);
}

void InspectProgressTest::emptyPageIsNeverCut() {
    ui::ResultPane pane;
    pane.resize(480, 300);
    pane.show();
    auto &scroll = child<QScrollArea>(pane, "emptyScroll");
    for (const bool needsKey : {false, true}) {
        pane.setSandbox(!needsKey);
        pane.setBlocked({needsKey ? u"No API key yet"_s : QString(), {}, needsKey});
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        const QWidget *content = scroll.widget();
        QVERIFY(content->height() >= content->layout()->totalHeightForWidth(content->width()));
        QCOMPARE(child(pane, "emptyKeyButton").isVisible(), needsKey);
        QCOMPARE(child(pane, "emptySandboxButton").isVisible(), needsKey);
        QCOMPARE(child(pane, "sampleInvoiceButton").isVisible(), !needsKey);
    }
    QSignalSpy sandbox(&pane, &ui::ResultPane::sandboxRequested);
    QTest::keyClick(&child<QPushButton>(pane, "emptySandboxButton"), Qt::Key_Space);
    QCOMPARE(sandbox.count(), 1);
}

void InspectProgressTest::buttonsAskForTheRun_data() {
    QTest::addColumn<int>("state");
    QTest::addColumn<QByteArray>("button");
    QTest::addColumn<QByteArray>("signal");

    const QByteArray cancel = SIGNAL(cancelRequested(qint64));
    const QByteArray again = SIGNAL(sendAgainRequested(qint64));
    QTest::newRow("cancel queued") << int(RunState::Queued) << QByteArray("runCancelButton") << cancel;
    QTest::newRow("cancel uploading") << int(RunState::Uploading) << QByteArray("runCancelButton") << cancel;
    QTest::newRow("ask now") << int(RunState::Waiting) << QByteArray("runAskNowButton")
                             << QByteArray(SIGNAL(askNowRequested(qint64)));
    QTest::newRow("stop waiting") << int(RunState::Waiting) << QByteArray("runStopButton")
                                  << QByteArray(SIGNAL(stopRequested(qint64)));
    QTest::newRow("ask again") << int(RunState::Stopped) << QByteArray("endingAskAgainButton")
                               << QByteArray(SIGNAL(askAgainRequested(qint64)));
    QTest::newRow("failed") << int(RunState::Failed) << QByteArray("endingSendAgainButton") << again;
    QTest::newRow("cancelled") << int(RunState::Cancelled) << QByteArray("endingSendAgainButton") << again;
    QTest::newRow("unconfirmed") << int(RunState::Unconfirmed) << QByteArray("endingSendAgainButton")
                                 << again;
    QTest::newRow("more time") << int(RunState::Waiting) << QByteArray("factDeadlineMore")
                               << QByteArray(SIGNAL(moreTimeRequested(qint64)));
    QTest::newRow("look again") << int(RunState::Unconfirmed) << QByteArray("candidatesLook")
                                << QByteArray(SIGNAL(lookAgainRequested(qint64)));
    QTest::newRow("save") << int(RunState::Ready) << QByteArray("runSaveButton")
                          << QByteArray(SIGNAL(saveRequested(qint64)));
}

void InspectProgressTest::buttonsAskForTheRun() {
    QFETCH(int, state);
    QFETCH(QByteArray, button);
    QFETCH(QByteArray, signal);
    Shown shown(testdata::run(RunState(state), 4711));
    QSignalSpy spy(&shown.pane, signal.constData());
    auto &pressed = child<QPushButton>(shown.pane, button.constData());
    QVERIFY(pressed.isVisible() && (pressed.focusPolicy() & Qt::TabFocus));
    QTest::keyClick(&pressed, Qt::Key_Space);
    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.first().first().toLongLong(), 4711);
}

void InspectProgressTest::headerSaysWhatHappened() {
    Shown shown(testdata::run(RunState::Ready));
    QCOMPARE(textOf(shown.pane, "runSubtitle"),
        u"Invoices · version FGaV4I2JAA · uploaded 0.4 s · waited 12.1 s · asked 3 times · 14:02:18"_s);

    Run run = testdata::run(RunState::Uploading);
    run.workflowName.clear();
    shown.pane.showRun(run);
    QCOMPARE(textOf(shown.pane, "runSubtitle"), u"3f2a6a1e-8a1b-4a52-9a50-0d8b9fdd1f11 · 14:02:05"_s);

    run = testdata::run(RunState::Waiting);
    run.attempts = 1;
    shown.pane.showRun(run);
    QVERIFY(textOf(shown.pane, "runSubtitle").contains(u" · asked once · "_s));
}

void InspectProgressTest::headerCopiesIds() {
    Run run = testdata::run(RunState::Ready);
    run.requestId = u"7f3a0c52"_s;
    Shown shown(run);
    const auto copied = [&](const char *action) {
        QGuiApplication::clipboard()->clear();
        shown.pane.findChild<QAction *>(QLatin1String(action))->trigger();
        return QGuiApplication::clipboard()->text();
    };
    QCOMPARE(copied("runCopyName"), run.name);
    QCOMPARE(copied("runCopyCollection"), run.collectionId);
    QCOMPARE(copied("runCopyRequest"), run.requestId);

    QSignalSpy again(&shown.pane, &ui::ResultPane::sendAgainRequested);
    shown.pane.findChild<QAction *>(u"runSendAgain"_s)->trigger();
    QCOMPARE(again.count(), 1);

    shown.pane.showRun(testdata::run(RunState::Queued));
    QVERIFY(!shown.pane.findChild<QAction *>(u"runCopyCollection"_s)->isEnabled());
    QVERIFY(!shown.pane.findChild<QAction *>(u"runCopyRequest"_s)->isEnabled());
    QVERIFY(!shown.pane.findChild<QAction *>(u"runSendAgain"_s)->isVisible());
}

void InspectProgressTest::waitingShowsFacts() {
    const Run run = testdata::run(RunState::Waiting);
    Shown shown(run);
    shown.pane.tick(start() + 12'200);
    QCOMPARE(textOf(shown.pane, "factElapsed"), u"11 s"_s);
    QCOMPARE(textOf(shown.pane, "factAttempts"), u"3"_s);
    QCOMPARE(textOf(shown.pane, "factStatusWord"), u"in_progress"_s);
    QCOMPARE(textOf(shown.pane, "factDeadline"), u"14:17:05"_s);
    QCOMPARE(textOf(shown.pane, "factCollection"), run.collectionId);
    QVERIFY(!child(shown.pane, "factRequest").isVisible());

    QGuiApplication::clipboard()->clear();
    QTest::keyClick(&child<QToolButton>(shown.pane, "factCollectionCopy"), Qt::Key_Space);
    QCOMPARE(QGuiApplication::clipboard()->text(), run.collectionId);
}

void InspectProgressTest::uploadShowsBytes_data() {
    QTest::addColumn<qint64>("sent");
    QTest::addColumn<qint64>("total");
    QTest::addColumn<int>("value");
    QTest::addColumn<QString>("words");

    QTest::newRow("under way") << 1'200'000LL << 1'900'000LL << 631 << u"1.2 of 1.9 MB sent"_s;
    QTest::newRow("nothing yet") << 0LL << 0LL << 0 << u"0.0 of 1.9 MB sent"_s;
    QTest::newRow("all") << 1'900'000LL << 1'900'000LL << 1000
                         << u"All 1.9 MB sent; the service has not answered yet"_s;
}

void InspectProgressTest::uploadShowsBytes() {
    QFETCH(qint64, sent);
    QFETCH(qint64, total);
    Run run = testdata::run(RunState::Uploading);
    run.bytesSent = sent;
    run.bytesTotal = total;
    Shown shown(run);
    QTEST(child<QProgressBar>(shown.pane, "uploadBar").value(), "value");
    QTEST(textOf(shown.pane, "uploadWords"), "words");
}

void InspectProgressTest::endingShowsReason() {
    Run run = testdata::run(RunState::Failed);
    run.message = u"The service could not read the document. It is not billed."_s;
    run.detail = u"page 2 is empty"_s;
    run.remedy = u"Send another scan."_s;
    run.requestId = u"7f3a0c52"_s;
    run.httpStatus = 422;
    Shown shown(run);
    QCOMPARE(textOf(shown.pane, "endingMessage"), run.message);
    QCOMPARE(child<QPlainTextEdit>(shown.pane, "endingDetail").toPlainText(), run.detail);
    QVERIFY(child(shown.pane, "endingDetail").isVisible());
    QCOMPARE(textOf(shown.pane, "endingRemedy"), run.remedy);
    QCOMPARE(textOf(shown.pane, "factHttpStatus"), u"422"_s);
    QVERIFY(!child(shown.pane, "factStatusWord").isVisible());
    QGuiApplication::clipboard()->clear();
    QTest::keyClick(&child<QToolButton>(shown.pane, "factRequestCopy"), Qt::Key_Space);
    QCOMPARE(QGuiApplication::clipboard()->text(), run.requestId);

    run.detail.clear();
    run.remedy.clear();
    shown.pane.showRun(run);
    QVERIFY(!child(shown.pane, "endingDetail").isVisible());
    QVERIFY(!child(shown.pane, "endingDetailCaption").isVisible());
    QVERIFY(!child(shown.pane, "endingRemedy").isVisible());
}

void InspectProgressTest::settingsAreOfferedForRefusedKeys_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("offered");

    QTest::newRow("401") << 401 << true;
    QTest::newRow("403") << 403 << true;
    QTest::newRow("404") << 404 << false;
    QTest::newRow("no answer") << 0 << false;
}

void InspectProgressTest::settingsAreOfferedForRefusedKeys() {
    QFETCH(int, status);
    QFETCH(bool, offered);
    Run run = testdata::run(RunState::Stopped);
    run.httpStatus = status;
    Shown shown(run);
    auto &button = child<QPushButton>(shown.pane, "endingSettingsButton");
    QCOMPARE(button.isVisible(), offered);
    QSignalSpy spy(&shown.pane, &ui::ResultPane::settingsRequested);
    button.click();
    QCOMPARE(spy.count(), 1);
}

void InspectProgressTest::tickMovesOnlyTimes() {
    Shown shown(testdata::run(RunState::Waiting));
    shown.pane.tick(start() + 11'000);
    QVERIFY(QTest::qWaitForWindowExposed(&shown.pane));
    QMap<const QWidget *, QRect> places;
    const QList<QWidget *> widgets = shown.pane.findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (widget->isVisible())
            places.insert(widget, widget->geometry());
    }
    QCOMPARE(textOf(shown.pane, "progressMoving"), u"asked 3 s ago, next in 6 s"_s);
    shown.pane.tick(start() + 12'000);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(textOf(shown.pane, "progressMoving"), u"asked 4 s ago, next in 5 s"_s);
    QCOMPARE(textOf(shown.pane, "factElapsed"), u"10 s"_s);
    for (auto place = places.cbegin(); place != places.cend(); ++place) {
        if (place.key()->objectName() != u"factElapsed"_s)
            QVERIFY2(place.key()->geometry() == place.value(), qPrintable(place.key()->objectName()));
    }
}

void InspectProgressTest::serviceTextStaysText() {
    const QString evil = u"<img src=\"http://127.0.0.1:9/x.png\"><b>bold</b>"_s;
    for (const RunState state : allStates) {
        Run run = testdata::run(state);
        for (QString *text : {&run.name, &run.workflowName, &run.versionId, &run.statusWord, &run.message,
                 &run.detail, &run.remedy, &run.requestId, &run.collectionId})
            *text = evil;
        Shown shown(run);
        int seen = 0;
        const QList<QLabel *> labels = shown.pane.findChildren<QLabel *>();
        for (const QLabel *label : labels) {
            if (!label->text().contains(u'<'))
                continue;
            ++seen;
            QVERIFY2(label->textFormat() == Qt::PlainText, qPrintable(label->objectName()));
        }
        QVERIFY(seen >= 2);
        const QList<QWidget *> widgets = shown.pane.findChildren<QWidget *>();
        for (const QWidget *widget : widgets)
            QVERIFY2(!widget->toolTip().contains(u"<img"_s), qPrintable(widget->objectName()));
        if (!run.isActive() && state != RunState::Ready)
            QCOMPARE(child<QPlainTextEdit>(shown.pane, "endingDetail").toPlainText(), evil);
    }
}

void InspectProgressTest::longNamesGiveWay() {
    Run run = testdata::run(RunState::Waiting);
    run.name = QString(400, u'n') + u".pdf"_s;
    run.workflowName = QString(400, u'w');
    run.statusWord = QString(400, u's');
    run.collectionId = QString(400, u'c');
    Shown shown(run);
    QVERIFY2(shown.pane.minimumSizeHint().width() <= 480,
        qPrintable(QString::number(shown.pane.minimumSizeHint().width())));
    shown.pane.resize(480, 600);
    QVERIFY(QTest::qWaitForWindowExposed(&shown.pane));
    QVERIFY(child<ui::ElidedLabel>(shown.pane, "runName").isElided());
    const QRect inside = shown.pane.rect();
    for (const char *name : {"runState", "runStopButton", "runMoreButton", "factCollectionCopy"}) {
        const QWidget &widget = child(shown.pane, name);
        const QRect place(widget.mapTo(&shown.pane, QPoint(0, 0)), widget.size());
        QVERIFY2(inside.contains(place), name);
    }
}

void InspectProgressTest::emptyPageOffersSamples() {
    ui::ResultPane pane;
    pane.show();
    QVERIFY(child(pane, "emptyPage").isVisible());
    QVERIFY(!pane.findChild<QWidget *>(u"runHeader"_s)); // it is made when there is a run
    QSignalSpy samples(&pane, &ui::ResultPane::sampleRequested);
    for (const char *name : {"sampleInvoiceButton", "sampleLetterButton", "sampleReceiptButton"})
        QTest::keyClick(&child<QPushButton>(pane, name), Qt::Key_Space);
    QCOMPARE(samples.count(), 3);
    QCOMPARE(samples.at(0).first().toString(), u":/samples/invoice-0847.pdf"_s);
    QCOMPARE(samples.at(1).first().toString(), u":/samples/letter.md"_s);
    QCOMPARE(samples.at(2).first().toString(), u":/samples/receipt.txt"_s);
    QSignalSpy files(&pane, &ui::ResultPane::addFilesRequested);
    QTest::keyClick(&child<QPushButton>(pane, "emptyAddFilesButton"), Qt::Key_Space);
    QCOMPARE(files.count(), 1);

    pane.showRun(testdata::run(RunState::Waiting));
    QVERIFY(!child(pane, "emptyPage").isVisible());
    pane.showEmpty();
    QVERIFY(child(pane, "emptyPage").isVisible());
    QVERIFY(!child(pane, "runHeader").isVisible());
}

void InspectProgressTest::sandboxIsNamed() {
    ui::ResultPane pane;
    pane.show();
    QVERIFY(!child(pane, "emptySandboxNote").isVisible());
    pane.setSandbox(true);
    QVERIFY(child(pane, "emptySandboxNote").isVisible());
    QVERIFY(textOf(pane, "emptySandboxNote").contains(u"not AnyFormat's extraction"_s));
}

void InspectProgressTest::controlsHaveNames_data() {
    QTest::addColumn<int>("state");
    for (const RunState state : allStates)
        QTest::addRow("%d", int(state)) << int(state);
}

void InspectProgressTest::controlsHaveNames() {
    QFETCH(int, state);
    Shown shown(testdata::run(RunState(state)));
    QCOMPARE(support::namelessControls(&shown.pane), QStringList());
}

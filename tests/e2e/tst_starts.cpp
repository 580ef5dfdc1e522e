// SPDX-License-Identifier: MIT
#include "tests/e2e/tst_starts.h"

#include "tests/e2e/commandprocess.h"
#include "tests/support/memorycredentialstore.h"
#include "tests/support/scriptedserver.h"
#include "ui/mainwindow.h"
#include "ui/windowprogram.h"

#include <QApplication>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QtTest>

#include <functional>

using namespace Qt::StringLiterals;
using support::CommandPlace;
using support::CommandProcess;
using support::ScriptedReply;
using support::ScriptedRequest;
using support::ScriptedServer;

namespace {

template<typename T>
T *shownOne(const QString &name = {}) {
    const QWidgetList all = QApplication::topLevelWidgets();
    for (QWidget *widget : all) {
        auto *one = qobject_cast<T *>(widget);
        if (one && one->isVisible() && (name.isEmpty() || one->objectName() == name))
            return one;
        if (T *inside = widget->findChild<T *>(name); inside && inside->isVisible())
            return inside;
    }
    return nullptr;
}

/// Runs the program with its own event loop, as main() does; `look` is called again and again meanwhile.
int runWindow(const QString &data, const QProcessEnvironment &environment, std::function<void()> look,
    const QStringList &files = {}) {
    support::MemoryCredentialStore keychain;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &timer, std::move(look));
    timer.start(20);
    QTimer::singleShot(60'000, &timer, [] { qFatal("the window program does not end"); });
    ui::WindowStart start;
    start.dataDir = data;
    start.files = files;
    return ui::runWindow(*qApp, start, &keychain, environment);
}

QString wordsOf(const QMessageBox *box) {
    return box->text();
}

/// A service whose results are never ready, and a command that waits for one.
struct CommandAtWork {
    int posts = 0;
    ScriptedServer server{[this](const ScriptedRequest &request) {
        if (request.method == "POST") {
            ++posts;
            return ScriptedReply::json(202, R"({"id":"c-1","status":"pending"})");
        }
        if (request.path.contains("/results/"))
            return ScriptedReply::json(412, R"({"error_code":"PRECONDITION_FAILED"})");
        return ScriptedReply::json(200, R"({"count":1,"results":[{"id":"w1","name":"Invoices"}]})");
    }};
    CommandPlace place{server.url()};
    CommandProcess command;

    bool start() {
        place.start(command, {u"run"_s, place.file(u"a.txt"_s), u"-w"_s, u"w1"_s, u"--wait"_s});
        return QTest::qWaitFor([this] { return posts == 1; }, 30'000);
    }
};

} // namespace

/// The person reads where it is kept, and goes on with a new one.
void TestStarts::aDamagedLedgerIsTold() {
    const QTemporaryDir data;
    const QByteArray damaged = "no ledger" + QByteArray(5'000, 'x');
    QFile ledger(data.filePath(u"ledger.sqlite"_s));
    QVERIFY(ledger.open(QIODevice::WriteOnly) && ledger.write(damaged) == damaged.size());
    ledger.close();
    QString words;
    bool wasOverTheWindow = false;
    const int code = runWindow(data.path(), {}, [&] {
        if (auto *box = shownOne<QMessageBox>(u"damagedLedger"_s)) {
            words = wordsOf(box);
            wasOverTheWindow = qobject_cast<ui::MainWindow *>(box->parentWidget()) != nullptr;
            QTest::mouseClick(box->button(QMessageBox::Ok), Qt::LeftButton);
        } else if (!words.isEmpty()) {
            if (auto *window = shownOne<ui::MainWindow>())
                window->close();
        }
    });
    QCOMPARE(code, 0);
    QVERIFY(wasOverTheWindow);
    const QStringList kept = QDir(data.path()).entryList({u"ledger-damaged-*.sqlite"_s}, QDir::Files);
    QCOMPARE(kept.size(), 1);
    QVERIFY2(words.contains(kept.first()) && words.contains(u"may be billed"_s), qPrintable(words));
    QFile aside(data.filePath(kept.first()));
    QVERIFY(aside.open(QIODevice::ReadOnly));
    QCOMPARE(aside.readAll(), damaged);
    QVERIFY(QFile::exists(data.filePath(u"ledger.sqlite"_s)));

    // Said once.
    bool isSaidAgain = false;
    QCOMPARE(runWindow(data.path(), {},
                 [&] {
                     isSaidAgain = isSaidAgain || shownOne<QMessageBox>(u"damagedLedger"_s);
                     if (auto *window = shownOne<ui::MainWindow>())
                         window->close();
                 }),
        0);
    QVERIFY(!isSaidAgain);
}

void TestStarts::closesWhileACommandIsAtWork() {
    CommandAtWork work;
    QVERIFY2(work.start(), work.command.errors().constData());
    QString words;
    bool hadWindow = false;
    const int code = runWindow(work.place.data(), work.place.environment, [&] {
        hadWindow = hadWindow || shownOne<ui::MainWindow>();
        if (auto *box = shownOne<QMessageBox>(u"folderInUse"_s)) {
            words = wordsOf(box);
            QTest::mouseClick(box->button(QMessageBox::Close), Qt::LeftButton);
        }
    });
    QCOMPARE(code, 1);
    QVERIFY2(words.contains(u"command"_s) && words.contains(work.place.data()), qPrintable(words));
    QVERIFY(!hadWindow);
    QVERIFY(!work.command.hasEnded()); // it was not disturbed
    QCOMPARE(work.posts, 1);
}

void TestStarts::triesAgainUntilTheCommandIsOver() {
    CommandAtWork work;
    QVERIFY2(work.start(), work.command.errors().constData());
    const QString file = work.place.file(u"b.txt"_s, "Total: 9");
    QList<QPointer<QMessageBox>> seen;
    QStringList staged;
    const int code = runWindow(work.place.data(), work.place.environment,
        [&] {
            if (auto *box = shownOne<QMessageBox>(u"folderInUse"_s); box && !seen.contains(box)) {
                seen << box;
                if (seen.size() == 3) // it says so each time, until there is nothing in the way
                    work.command.kill();
                QTest::mouseClick(box->button(QMessageBox::Retry), Qt::LeftButton);
            }
            auto *window = shownOne<ui::MainWindow>();
            if (!window || window->stagedFiles()->rowCount() == 0)
                return;
            staged << window->stagedFiles()->items().first().path;
            window->close();
        },
        {file});
    QCOMPARE(code, 0);
    QVERIFY2(seen.size() >= 3, qPrintable(QString::number(seen.size())));
    QCOMPARE(staged, QStringList{file});
    QTRY_VERIFY(work.command.hasEnded());
    QCOMPARE(work.posts, 1);
}

// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/run.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/workbench.h"
#include "ui/resultpane.h"

#include <QAbstractItemModel>
#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTreeView>
#include <QtTest>

#include <algorithm>
#include <functional>
#include <utility>

/// For tests of the whole window.
namespace windowbench {

using namespace Qt::StringLiterals;
using support::ScriptedReply;
using support::ScriptedRequest;
using support::ScriptedServer;

/// The window on a fresh data folder, in the sandbox, with its workflows listed.
struct Bench {
    QTemporaryDir data;
    support::Workbench work{data.path()};
    ui::MainWindow *window = nullptr;
    QPushButton *submit = nullptr;

    Bench() {
        work.open();
        window = work.window.get();
        submit = window->findChild<QPushButton *>(u"submitButton"_s);
    }
    bool isListed() { return work.session.catalog()->state() == runs::WorkflowCatalog::State::Loaded; }
    QAbstractItemModel *tree() const { return window->findChild<QTreeView *>(u"treeView"_s)->model(); }
    QString shownText() const {
        QString all;
        const auto labels = window->resultPane()->findChildren<QLabel *>();
        for (const QLabel *label : labels) {
            if (label->isVisible())
                all += label->text() + u'\n';
        }
        return all;
    }
};

/// True when a run stands for every submission and none is under way.
inline bool allEnded(const Bench &bench) {
    const QList<runs::Run> all = bench.work.service.runs();
    return !all.isEmpty() &&
           std::none_of(all.cbegin(), all.cend(), [](const auto &run) { return run.isActive(); });
}

inline bool waitForResult(const Bench &bench) {
    QSignalSpy shown(bench.window, &ui::MainWindow::resultShown);
    return shown.wait(30'000);
}

inline void drop(QWidget *window, QMimeData *data) {
    const QPoint at = window->rect().center();
    QDragEnterEvent enter(at, Qt::CopyAction | Qt::MoveAction, data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window, &enter);
    QVERIFY(enter.isAccepted());
    QCOMPARE(enter.dropAction(), Qt::CopyAction);
    QDropEvent event(at, Qt::CopyAction | Qt::MoveAction, data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window, &event);
    QVERIFY(event.isAccepted());
    QCOMPARE(event.dropAction(), Qt::CopyAction);
}

inline const QByteArray workflows = R"({"count":1,"results":[{"id":"w1","name":"Invoices"}]})";

/// A service that accepts everything and answers questions with `results`.
inline ScriptedServer::Handler serviceWith(std::function<ScriptedReply()> results) {
    return [results = std::move(results)](const ScriptedRequest &request) {
        if (request.method == "POST")
            return ScriptedReply::json(202, R"({"id":"c1","status":"pending","version_id":"v7"})");
        if (request.path.contains("/results/"))
            return results();
        return ScriptedReply::json(200, workflows);
    };
}

inline QProcessEnvironment serviceAt(const QUrl &url) {
    QProcessEnvironment environment;
    environment.insert(u"ANYFORMAT_BASE_URL"_s, url.toString());
    environment.insert(u"ANYFORMAT_API_KEY"_s, u"af_environment_key_1"_s);
    return environment;
}

/// Files to submit.
class Documents {
public:
    /// Its path; empty when it cannot be written.
    QString write(const QString &name, const QByteArray &content) {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.write(content);
        return file.fileName();
    }
    QString path() const { return m_folder.path(); }
    QString filePath(const QString &name) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
};

} // namespace windowbench

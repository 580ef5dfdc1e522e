// SPDX-License-Identifier: MIT
// What a window with words in it costs before it does anything: the same kinds of widgets as ours, in Qt's
// own looks, without a ledger, a style or a network. Says when it has been painted, and ends.
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMainWindow>
#include <QPushButton>
#include <QSplitter>
#include <QTabWidget>
#include <QTimer>
#include <QToolBar>
#include <QVBoxLayout>

#include <cstdio>

namespace {

class Window : public QMainWindow {
protected:
    void paintEvent(QPaintEvent *event) override {
        QMainWindow::paintEvent(event);
        QTimer::singleShot(0, qApp, [] {
            std::puts("shown");
            std::fflush(stdout);
            QCoreApplication::quit();
        });
    }
};

QWidget *column(const QList<QWidget *> &widgets) {
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    for (QWidget *widget : widgets)
        layout->addWidget(widget);
    return box;
}

} // namespace

int main(int argc, char **argv) {
    QApplication app(argc, argv);
    Window window;
    window.resize(1280, 800);
    auto *bar = window.addToolBar(QStringLiteral("Bar"));
    auto *box = new QComboBox;
    box->setEditable(true);
    bar->addWidget(new QLabel(QStringLiteral("Workflow")));
    bar->addWidget(box);
    for (const QString &words :
        {QStringLiteral("Add files"), QStringLiteral("Paste"), QStringLiteral("Settings")})
        bar->addAction(words);
    auto *tabs = new QTabWidget;
    tabs->addTab(column({new QLabel(QStringLiteral("Drop files here")), new QListView,
                     new QPushButton(QStringLiteral("Add files"))}),
        QStringLiteral("Files"));
    auto *splitter = new QSplitter;
    splitter->addWidget(column({tabs, new QPushButton(QStringLiteral("Submit")), new QComboBox,
        new QLineEdit(QStringLiteral("Filter")), new QListView}));
    splitter->addWidget(column({new QLabel(QStringLiteral("Documents in, checked values out")),
        new QPushButton(QStringLiteral("Invoice")), new QPushButton(QStringLiteral("Letter"))}));
    window.setCentralWidget(splitter);
    window.show();
    return QApplication::exec();
}

// SPDX-License-Identifier: MIT
// A window to drag files out of, as a file manager is: offers copy, move and link. Prints "ready" when it is
// on the screen, and at the end which action the target took.
#include <QApplication>
#include <QDrag>
#include <QFileInfo>
#include <QMimeData>
#include <QMouseEvent>
#include <QTextStream>
#include <QUrl>
#include <QWidget>

namespace {

class Source : public QWidget {
public:
    explicit Source(const QStringList &files)
        : m_files(files) {
        setWindowFlag(Qt::FramelessWindowHint);
        setGeometry(20, 20, 120, 120);
        setAutoFillBackground(true);
    }

protected:
    void mousePressEvent(QMouseEvent *event) override { m_pressed = event->position().toPoint(); }

    void mouseMoveEvent(QMouseEvent *event) override {
        if (m_dragging ||
            (event->position().toPoint() - m_pressed).manhattanLength() < QApplication::startDragDistance())
            return;
        m_dragging = true;
        QList<QUrl> urls;
        for (const QString &file : m_files)
            urls << QUrl::fromLocalFile(QFileInfo(file).absoluteFilePath());
        auto *mime = new QMimeData;
        mime->setUrls(urls);
        auto *drag = new QDrag(this);
        drag->setMimeData(mime);
        // What the target says while the mouse rests on it: a drop before that would be refused.
        connect(drag, &QDrag::actionChanged, this,
            [](Qt::DropAction over) { QTextStream(stdout) << "over " << int(over) << Qt::endl; });
        const Qt::DropAction action =
            drag->exec(Qt::CopyAction | Qt::MoveAction | Qt::LinkAction, Qt::MoveAction);
        QTextStream(stdout) << "action " << int(action) << Qt::endl;
        // It stays: the target fetches the list of files from here after the drop.
    }

    void paintEvent(QPaintEvent *) override {
        if (!m_told)
            QTextStream(stdout) << "ready" << Qt::endl;
        m_told = true;
    }

private:
    QStringList m_files;
    QPoint m_pressed;
    bool m_dragging = false;
    bool m_told = false;
};

} // namespace

int main(int argc, char **argv) {
    QApplication app(argc, argv);
    Source source(QApplication::arguments().mid(1));
    source.show();
    return QApplication::exec();
}

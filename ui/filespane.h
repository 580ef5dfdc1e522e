// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLabel;
class QListView;
class QPoint;
class QPushButton;

namespace runs {
class StagedFilesModel;
}

namespace ui {

class DropZone;

/// The staged files and the ways to get some: drop, *Add files…*, samples. Takes files off the list itself.
class FilesPane : public QWidget {
    Q_OBJECT

public:
    /// `staged` is not owned and must outlive the pane.
    explicit FilesPane(runs::StagedFilesModel *staged, QWidget *parent = nullptr);
    /// Of no use while nothing can be submitted anyway.
    void setSamplesOffered(bool offered);
    /// To the list, or to the button that fills it.
    void focusFiles();

signals:
    void addFilesRequested();
    void sampleRequested(const QString &resourcePath);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeSamples();
    QWidget *makeSummary();
    void refresh();
    void removeSelected();
    void removeRefused();
    void showMenu(const QPoint &at);

    runs::StagedFilesModel *m_staged;
    DropZone *m_zone;
    QWidget *m_samples;
    QLabel *m_count;
    QPushButton *m_removeRefused;
    QWidget *m_summary;
    QListView *m_list;
    bool m_samplesOffered = true;
};

} // namespace ui

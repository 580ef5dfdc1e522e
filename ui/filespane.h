// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLabel;
class QListView;
class QModelIndex;
class QPoint;
class QPushButton;

namespace runs {
struct IntakeItem;
class StagedFilesModel;
} // namespace runs

namespace ui {

class DropZone;
class StagedFileDelegate;

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
    void showRunRequested(qint64 run); ///< the one that has the bytes of a staged file already

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeSamples();
    QWidget *makeSummary();
    void refresh();
    void removeSelected();
    void removeRefused();
    void removeRows(bool (*isOut)(const runs::IntakeItem &item));
    void showRunOf(const QModelIndex &index);
    void showMenu(const QPoint &at);

    runs::StagedFilesModel *m_staged;
    DropZone *m_zone;
    QWidget *m_samples;
    QLabel *m_count;
    QPushButton *m_removeRefused;
    QWidget *m_summary;
    QListView *m_list;
    StagedFileDelegate *m_delegate;
    bool m_samplesOffered = true;
};

} // namespace ui

// SPDX-License-Identifier: MIT
#pragma once

#include "app/api/apierror.h"
#include "app/api/workflow.h"

#include <QAbstractListModel>
#include <QPointer>

namespace api {
class ApiCall;
class ApiClient;
} // namespace api

namespace runs {

/// The workflows of one service: fetched page by page (all pages), kept as a list model, sorted by name.
/// Rows that were there stay until a reload has succeeded.
class WorkflowCatalog : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole, ///< QString
        DescriptionRole,       ///< QString
    };
    enum class State { Idle, Loading, Loaded, Empty, Failed };

    explicit WorkflowCatalog(QObject *parent = nullptr);

    State state() const { return m_state; }
    const api::ApiError &error() const { return m_error; }

    int rowCount(const QModelIndex &parent = {}) const override;
    /// DisplayRole is the name.
    QVariant data(const QModelIndex &index, int role) const override;
    /// Row of this workflow id, or -1.
    int rowOf(const QString &id) const;
    /// The name for an id; the id itself when it is not listed.
    QString nameOf(const QString &id) const;

    /// Asks `client` (not owned) from now on, forgets the rows, does not load. nullptr empties it.
    void setClient(api::ApiClient *client);

public slots:
    void reload();

signals:
    void stateChanged(runs::WorkflowCatalog::State state);

private:
    void loadPage(int page);
    void setState(State state);

    QPointer<api::ApiClient> m_client;
    QPointer<api::ApiCall> m_call;
    QList<api::Workflow> m_workflows;
    QList<api::Workflow> m_arriving;
    api::ApiError m_error;
    State m_state = State::Idle;
    int m_generation = 0; ///< an answer to an older question is dropped
};

} // namespace runs

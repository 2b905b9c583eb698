import type { NameTally } from "./name-tally.ts";
import type { RawRecord } from "./raw-json.ts";

/** The objects of an export whose keys are watched. */
export type Watched = "conversation" | "node" | "message" | "metadata" | "author" | "user" | "settings" | "feedback";

const list = (keys: string): ReadonlySet<string> => new Set(keys.split(" "));

/**
 * Every key seen in conversations from April 2023 to September 2026 (docs/export-format.md says where). A key that is
 * not here is counted, so that a new version of the format is noticed and not silently half read.
 */
const known: Readonly<Record<Watched, ReadonlySet<string>>> = {
  conversation: list(
    "title create_time update_time mapping current_node moderation_results plugin_ids conversation_id id " +
      "conversation_template_id gizmo_id gizmo_type is_archived is_starred safe_urls blocked_urls default_model_slug " +
      "conversation_origin voice async_status disabled_tool_ids is_do_not_remember memory_scope is_read_only " +
      "is_study_mode sugar_item_id sugar_item_visible owner context_scopes pinned_time atlas_mode_enabled " +
      "is_temporary_chat",
  ),
  node: list("id message parent children"),
  author: list("role name metadata"),
  user: list("id email chatgpt_plus_user phone_number birth_year"),
  settings: list("user_id settings beta_settings announcements habitat_object_version"),
  feedback: list(
    "id conversation_id user_id rating create_time update_time workspace_id content evaluation_name " +
      "evaluation_treatment",
  ),
  message: list("id author create_time update_time content status end_turn weight metadata recipient channel"),
  metadata: list(
    "_cite_metadata ada_visualizations agent_entrypoint agent_kickoff_source aggregate_result " +
      "app_pairing args async_completion_id async_completion_message async_source " +
      "async_task_conversation_id async_task_created_at async_task_id async_task_message_label " +
      "async_task_original_message_id async_task_prompt async_task_status_messages async_task_title " +
      "async_task_type attachments augmented_paragen_prompt_label b1de6e2_rm b1de6e2_s can_save canvas " +
      "caterpillar_selected_sources chatgpt_sdk chatgpt_sdk_suppressed_response chime_version citations " +
      "classifier_response clicked_from_title clicked_from_url client_reported_search_source " +
      "cloud_doc_urls code_blocks command connector_source connectors_file_search content_references " +
      "content_references_by_file contextual_answers_available_sources contextual_answers_message_type " +
      "cot_tool cta_by_suggested_connector_id dalle debug_sonic_thread_id deep_research_version " +
      "default_model_slug default_view developer_mode_connector_ids dictation disable_turn_actions " +
      "display_title display_url exclusive_key filter_out_for_training finish_details " +
      "finished_duration_sec finished_text followup_prompts generation_index gizmo_id " +
      "hide_inline_actions image_gen_async image_gen_group_id image_gen_multi_stream " +
      "image_gen_paragen_metadata image_gen_title image_results initial_text invoked_plugin " +
      "invoked_resource is_async_task_result_message is_complete is_contextual_answers_supported " +
      "is_contextual_answers_system_message is_contextual_retry_user_message is_error is_loading_message " +
      "is_temporal_turn is_thinking_preamble_message is_user_system_message " +
      "is_visually_hidden_from_conversation is_visually_hidden_reasoning_group jit_plugin_data kwargs " +
      "message_locale message_source message_type model_adjustments model_slug model_switcher_deny " +
      "n7jupd_crefs n7jupd_crefs_by_file n7jupd_message n7jupd_schedulable n7jupd_subtool n7jupd_summary " +
      "n7jupd_title n7jupd_titles n7jupd_url n7jupd_urls n7jupd_v needs_startup pad " +
      "paragen_variant_choice paragen_variants_info parent_id pending_memory_info permissions " +
      "poll_freshness_max_mins poll_interval_ms poll_on_websocket_inactivity_ms pro_skipped " +
      "prompt_expansion_predictions real_time_audio_has_video reasoning_end_time reasoning_group_id " +
      "reasoning_start_time reasoning_status reasoning_title rebase_developer_message " +
      "rebase_system_message refresh_key_info request_id requested_model_slug resolved_model_slug " +
      "response_message_id retrieval_file_index retrieval_search_sources retrieval_turn_number safe_urls " +
      "search_display_string search_model_queries search_queries search_result_groups search_source " +
      "search_turns_count searched_display_string selected_github_repos selected_image_message_id " +
      "selected_mcp_sources selected_sources serialization_metadata shared_conversation_id " +
      "skip_reasoning_title snorkle_status sonic_classification_result source status stop_reason " +
      "stream_topic_id suggested_connector_ids summarization_headline system_hints targeted_reply " +
      "targeted_reply_label targeted_reply_source_message_id targeted_reply_source_range thinking_effort " +
      "timestamp_ timestamp_ms token_count tool_invoked_message tool_invoking_message trigger_async_ux " +
      "triggered_by_system_hint_suggestion turn_exchange_id user_context_message_data venus_message " +
      "venus_message_type venus_model_variant venus_widget_state voice_mode_message weight",
  ),
};

/** The keys of `content` by its type; a type that is not here is unknown as a whole. */
const knownContent: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    text: list("content_type parts"),
    multimodal_text: list("content_type parts"),
    code: list("content_type language text response_format_name"),
    execution_output: list("content_type text"),
    tether_browsing_display: list("content_type result summary assets tether_id"),
    tether_quote: list("content_type url domain text title tether_id"),
    sonic_webpage: list("content_type url domain title text snippet pub_timestamp crawl_date ref_id"),
    system_error: list("content_type name text"),
    user_editable_context: list("content_type user_profile user_instructions"),
    model_editable_context: list("content_type model_set_context"),
    thoughts: list("content_type thoughts source_analysis_msg_id"),
    reasoning_recap: list("content_type content"),
    computer_output: list("content_type computer_id screenshot state is_ephemeral"),
    computer_initialize_state: list("content_type"),
    citable_code_output: list("content_type output_str"),
  }),
);

/** Counts the keys that content of the known type `contentType` never had, as `content.text.new_field`. */
export function tallyUnknownContentKeys(contentType: string, content: RawRecord, tally: NameTally): void {
  const keys = knownContent.get(contentType);
  if (keys === undefined) return;
  for (const key in content) {
    if (!keys.has(key) && Object.hasOwn(content, key)) tally.add(`content.${contentType}.${key}`);
  }
}

/** Counts the keys of `record` that no known export has, as `message.new_field`. */
export function tallyUnknownKeys(watched: Watched, record: RawRecord, tally: NameTally): void {
  for (const key in record) {
    if (!known[watched].has(key) && Object.hasOwn(record, key)) tally.add(`${watched}.${key}`);
  }
}
